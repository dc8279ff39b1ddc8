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
/// purpose, and no writer must wait for it. A wrong password counts as a failed sign-in: it is limited, audited, and locks the account.
/// </summary>
internal sealed class PasswordGuard(
    AccessDb db,
    ServiceTransaction<AccessDb> transaction,
    UserAccounts accounts,
    SignInAttempts attempts,
    TimeProvider time
)
{
    private const string TooManyPasswords = "Too many wrong passwords for this account.";

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

        if (attempts.IsTooMany(http, account.NormalizedUserName!, out var wait))
        {
            return ProblemResults.TooMany(http, TooManyPasswords, wait.Value);
        }

        if (account.LockoutEnd is { } end && end > time.GetUtcNow())
        {
            return ProblemResults.TooMany(http, TooManyPasswords, end - time.GetUtcNow());
        }

        var hasher = accounts.PasswordHasher;
        if (hasher.VerifyHashedPassword(account, account.PasswordHash!, password) is PasswordVerificationResult.Failed)
        {
            db.AuditAsDoneBy(context);
            // The guess is complete, so count it even if the caller has disconnected.
            await transaction.RunAsync(db, CountAsync, CancellationToken.None);
            return ProblemResults.Invalid(field, "The password is wrong.");
        }

        http.Features.Set(
            new VerifiedPassword(
                account.PasswordHash!,
                context.Arguments.OfType<PasswordChangeRequest>().FirstOrDefault() is { } change
                    ? hasher.HashPassword(account, change.New)
                    : null
            )
        );
        return await next(context);

        async Task<bool> CountAsync()
        {
            await accounts.AccessFailedAsync(await db.Accounts.SingleAsync(account => account.Id == id));
            return true;
        }
    }

    private static (string Field, string Password)? PasswordIn(object? argument) =>
        argument switch
        {
            PasswordChangeRequest change => ("current", change.Current),
            TwoFactorRemovalRequest removal => ("password", removal.Password),
            _ => null,
        };
}
