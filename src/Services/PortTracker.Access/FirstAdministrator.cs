using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.Access;

/// <summary>Creates the first account, if there are none, before the host accepts requests. One that was never used gets a new password.</summary>
internal sealed class FirstAdministrator(
    IServiceScopeFactory scopes,
    ServiceTransaction<AccessDb> transaction,
    AccessRegister register,
    IOptions<AccessOptions> options,
    TimeProvider time
) : IHostedService
{
    private static readonly UserRights Rights = new()
    {
        DisplayName = "First administrator",
        Roles = [Roles.Administrator],
    };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var accounts = scope.ServiceProvider.GetRequiredService<UserAccounts>();
        var first = options.Value.Administrator;
        if (await FindAsync(db, cancellationToken) is { IsNeeded: false })
        {
            return;
        }

        // Hashing is slow on purpose, so it runs before the transaction.
        var password = IssuedPassword.Of(
            first.Password is { Length: > 0 } given ? given : UserAccounts.OneTimePassword(),
            accounts,
            options.Value,
            time
        );
        var isMade = await transaction.RunAsync(
            db,
            async () =>
            {
                // Several instances may start at the same time; only one creates the account.
                db.ChangeTracker.Clear();
                var found = await FindAsync(db, cancellationToken);
                if (found is { IsNeeded: true, Unused: { } unused })
                {
                    unused.Receive(password);
                    await accounts.UpdateSecurityStampAsync(unused);
                }
                else if (found.IsNeeded)
                {
                    var made = await accounts.CreateAsync(
                        Account.Open(first.UserName, Rights, password, time.GetUtcNow())
                    );
                    return made.Succeeded ? true : throw new ConfigurationException($"Access:Administrator: {made}");
                }

                return found.IsNeeded;
            },
            cancellationToken
        );
        if (isMade)
        {
            await register.RefreshAsync(cancellationToken);
        }

        if (isMade && password.Password != first.Password)
        {
            // On the console, not in the log, which may be stored or forwarded.
            await Console.Out.WriteLineAsync(
                $"""

                Sign in with the first account and choose a password, before {password.ExpiresAt:u}:
                  name      {first.UserName}
                  password  {password.Password}

                """
            );
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Whether the first account needs a password: there is none, or nobody has used its password in time, and without a new one nobody
    /// ever could.
    /// </summary>
    private async Task<(bool IsNeeded, Account? Unused)> FindAsync(AccessDb db, CancellationToken cancellationToken) =>
        await db.Accounts.OrderBy(account => account.CreatedAt).Take(2).ToListAsync(cancellationToken) switch
        {
            [] => (true, null),
            [{ SignedInAt: null } unused] when unused.HasExpiredPassword(time.GetUtcNow()) => (true, unused),
            _ => (false, null),
        };
}
