using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PortTracker.Access;

/// <summary>Makes the first account when there is none, before the host serves.</summary>
internal sealed class FirstAdministrator(
    IServiceScopeFactory scopes,
    ServiceDatabase<AccessDb> database,
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
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var first = options.Value.Administrator;
        var password = first.Password is { Length: > 0 } given ? given : Accounts.OneTimePassword();
        var isMade = await database.InTransactionAsync(
            db,
            async () =>
            {
                // Several instances may start at the same time, and one of them finds none.
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
            // To the console and not to the log, which may be kept and sent elsewhere.
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
