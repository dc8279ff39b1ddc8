using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.Access;

/// <summary>A new one-time password. Commands that issue one get it from <see cref="InvokeAsync"/>.</summary>
internal sealed record IssuedPassword(string Password, string Hash, DateTimeOffset ExpiresAt)
{
    public static IssuedPassword New(UserAccounts accounts, AccessOptions options, TimeProvider time) =>
        Of(UserAccounts.OneTimePassword(), accounts, options, time);

    public static IssuedPassword Of(string password, UserAccounts accounts, AccessOptions options, TimeProvider time) =>
        new(
            password,
            // The hash does not depend on the account, which may not exist yet.
            accounts.PasswordHasher.HashPassword(null!, password),
            time.GetUtcNow().TruncateToMilliseconds().AddHours(options.OneTimePasswordHours)
        );

    public OneTimePassword ToContract(Account account) =>
        new()
        {
            User = account.ToContract(),
            Password = Password,
            ExpiresAt = ExpiresAt,
        };

    /// <summary>Hashes it before the command opens its transaction: hashing is slow on purpose, and no writer must wait for it.</summary>
    public static async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        if (!await http.IsAnsweredAsync(services.GetRequiredService<AccessDb>()))
        {
            http.Features.Set(
                New(
                    services.GetRequiredService<UserAccounts>(),
                    services.GetRequiredService<IOptions<AccessOptions>>().Value,
                    services.GetRequiredService<TimeProvider>()
                )
            );
        }

        return await next(context);
    }
}
