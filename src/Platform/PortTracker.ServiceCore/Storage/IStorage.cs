using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Configuration;

namespace PortTracker.ServiceCore.Storage;

/// <summary>The storage of this installation: configuration key <c>Data:Provider</c>.</summary>
public interface IStorage
{
    IDatabaseDialect Dialect { get; }

    /// <summary>The directory of the databases; null if they are on a server.</summary>
    string? Directory { get; }

    /// <summary>Whether a host migrates the tables when it starts. On a server, the command <c>migrate</c> does.</summary>
    bool MigratesAtStart { get; }

    /// <summary>Checks that the configuration names a service's database.</summary>
    /// <exception cref="ConfigurationException">The configuration is missing.</exception>
    void EnsureConfigured(string service);

    /// <summary>Connects a context to a service's database.</summary>
    /// <param name="options">The options of the context.</param>
    /// <param name="service">The service.</param>
    /// <param name="isOwner">Whether this process runs the service. Otherwise it only reads the database.</param>
    void Connect(DbContextOptionsBuilder options, string service, bool isOwner = true);

    /// <summary>Applies the pending migrations of a service's database.</summary>
    Task MigrateAsync(DatabaseFacade database, string service, CancellationToken cancellationToken);

    /// <summary>Closes the pooled connections, so that files can be deleted.</summary>
    void CloseIdleConnections();

    /// <summary>Adds the storage of a service's scheduled jobs, and the migration of its tables, if any.</summary>
    void AddJobs(IServiceCollection services, string service);
}
