using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Audit;

namespace PortTracker.Access;

/// <summary>Unlocks an account from the host's own machine, for when no administrator can sign in.</summary>
internal static class AccountUnlocking
{
    /// <summary>Removes the lock and forgets failed sign-ins, also while a host runs on the same database.</summary>
    /// <returns>Whether the account exists.</returns>
    public static async Task<bool> UnlockAsync(this IServiceProvider services, string userName)
    {
        var options = new DbContextOptionsBuilder<AccessDb>();
        services.GetRequiredService<IStorage>().Connect(options, ServiceNames.Access, isOwner: false);
        options.AddInterceptors(services.GetServices<IInterceptor>());
        await using var db = new AccessDb(options.Options);
        db.AuditAsDoneBy("host", "unlock");
        var name = userName.ToUpperInvariant();
        return await services
            .GetRequiredService<ServiceTransaction<AccessDb>>()
            .RunAsync(
                db,
                async () =>
                {
                    var account = await db.Accounts.FirstOrDefaultAsync(account => account.NormalizedUserName == name);
                    account?.Unlock(services.GetRequiredService<TimeProvider>().GetUtcNow());
                    return account is not null;
                },
                CancellationToken.None
            );
    }
}
