using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>The migrations of a service's database.</summary>
internal sealed class ServiceMigration<TDb>(IServiceScopeFactory scopes, IStorage storage, ServiceName<TDb> name)
    : IDatabaseMigration
    where TDb : ServiceDbContext
{
    public async Task<bool> IsPendingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TDb>().Database;
        return (await database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }

    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TDb>().Database;
        await storage.MigrateAsync(database, name.Value, cancellationToken);
    }
}
