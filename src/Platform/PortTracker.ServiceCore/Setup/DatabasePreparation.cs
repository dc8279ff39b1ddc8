using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Setup;

/// <summary>Prepares the databases before a host serves requests.</summary>
public static class DatabasePreparation
{
    /// <summary>
    /// Migrates databases that are files, because one host owns them. Databases on a server can have many hosts, so the command
    /// <c>migrate</c> changes their tables, not the first host to start.
    /// </summary>
    /// <exception cref="ConfigurationException">A database on a server has pending migrations.</exception>
    public static async Task PrepareDatabasesAsync(this IServiceProvider services, CancellationToken cancellationToken)
    {
        var migratesAtStart = services.GetService<IStorage>() is { MigratesAtStart: true };
        foreach (var migration in services.GetServices<IDatabaseMigration>())
        {
            if (migratesAtStart)
            {
                await migration.ApplyAsync(cancellationToken);
            }
            else if (await migration.IsPendingAsync(cancellationToken))
            {
                throw new ConfigurationException(
                    "The tables on SQL Server do not match this version. Run `migrate` with this configuration, then start again."
                );
            }
        }
    }
}
