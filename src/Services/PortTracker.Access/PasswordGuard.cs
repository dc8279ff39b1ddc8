using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Audit;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>
/// Verifies the password in a user's command, and hashes a new one, before the command opens its transaction: hashing is slow on
/// purpose, and no writer must wait for it. A wrong password or code is limited, audited and slows further guesses down, as at the sign-in.
/// </summary>
internal sealed class PasswordGuard(
    AccessDb db,
    ServiceTransaction<AccessDb> transaction,
    UserAccounts accounts,
    SignInAttempts attempts,
    GuessDelays delays
)
{
    private const string TooManyPasswords = "Too many wrong passwords or codes for this account.";

    public static async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        context.Arguments.Select(PasswordIn).FirstOrDefault(found => found is not null) is { } given
            ? await context
                .HttpContext.RequestServices.GetRequiredService<PasswordGuard>()
                .CheckAsync(given.Field, given.Password, context, next)
            : await next(context);

    private async ValueTask<object?> CheckAsync(
        string field,
        string password,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        var id = Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var account = await db.Accounts.AsNoTracking().SingleAsync(account => account.Id == id, http.RequestAborted);
        // A command that was carried out has its answer, although the password has changed since.
        if (account.IsExternal || await http.IsAnsweredAsync(db))
        {
            return await next(context);
        }

        IReadOnlyList<GuessCounter> counters = [GuessCounter.OfUser(id)];
        if ((attempts.WaitOf(counters[0].Key) ?? delays.Begin(counters, account.UnlockedAt)) is { } wait)
        {
            return ProblemResults.TooMany(http, TooManyPasswords, wait);
        }

        var verified = accounts.Verify(account, password);
        if (verified is PasswordVerificationResult.Failed)
        {
            await CountAsync();
            return ProblemResults.Invalid(field, "The password is wrong.");
        }

        var outcome = new VerifiedPassword(
            account.PasswordHash!,
            context.Arguments.OfType<PasswordChangeRequest>().FirstOrDefault() is { } change
                ? accounts.PasswordHasher.HashPassword(account, change.New)
                : null
        );
        http.Features.Set(outcome);
        var answer = await next(context);
        if (outcome.IsCodeWrong)
        {
            await CountAsync();
        }
        else if (account.TwoFactorEnabled && outcome.NewHash is not null)
        {
            // A right password says nothing about the codes that were guessed, and they are counted together.
            delays.Withdraw(counters);
        }
        else
        {
            delays.Succeed(counters);
        }

        return answer;

        async Task CountAsync()
        {
            db.ChangeTracker.Clear();
            db.AuditAsDoneBy(context);
            // The guess is complete, so count it even if the caller has disconnected.
            await transaction.RunAsync(
                db,
                async () =>
                {
                    await accounts.AccessFailedAsync(await db.Accounts.SingleAsync(account => account.Id == id));
                    return true;
                },
                CancellationToken.None
            );
        }
    }

    private static (string Field, string Password)? PasswordIn(object? argument) =>
        argument switch
        {
            PasswordChangeRequest change => ("current", change.Current),
            TwoFactorConfirmationRequest confirmation => ("password", confirmation.Password),
            TwoFactorRemovalRequest removal => ("password", removal.Password),
            _ => null,
        };
}
