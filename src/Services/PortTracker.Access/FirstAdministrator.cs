using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.Access;

/// <summary>Creates the first account, if there are none, before the host accepts requests.</summary>
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
        var password = first.Password is { Length: > 0 } given ? given : UserAccounts.OneTimePassword();
        var isMade = await transaction.RunAsync(
            db,
            async () =>
            {
                // Several instances may start at the same time; only one creates the account.
                if (await db.Accounts.AnyAsync(cancellationToken))
                {
                    return false;
                }

                var account = Account.Open(first.UserName, Rights, time.GetUtcNow());
                var made = await accounts.OpenAsync(account, password);
                return made.Succeeded ? true : throw new ConfigurationException($"Access:Administrator: {made}");
            },
            cancellationToken
        );
        if (isMade)
        {
            await register.RefreshAsync(cancellationToken);
        }

        if (isMade && password != first.Password)
        {
            // On the console, not in the log, which may be stored or forwarded.
            await Console.Out.WriteLineAsync(
                $"""

                The first account was made. Sign in with it once and choose a password:
                  name      {first.UserName}
                  password  {password}

                """
            );
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
