using Hangfire;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Storage.SqlServer;

/// <summary>One schema per service, in the database of <c>ConnectionStrings:{service}</c>.</summary>
public sealed class SqlServerStorage(IConfiguration configuration) : IStorage
{
    public IDatabaseDialect Dialect => SqlServerDialect.Instance;

    public string? Directory => null;

    public bool MigratesAtStart => false;

    public void EnsureConfigured(string service) => ConnectionStringOf(service);

    public void Connect(DbContextOptionsBuilder options, string service, bool isOwner = true) =>
        options.UseServiceSchema(ConnectionStringOf(service), service);

    // EF Core takes a lock on the server, which is released if its holder fails.
    public Task MigrateAsync(DatabaseFacade database, string service, CancellationToken cancellationToken) =>
        database.MigrateAsync(cancellationToken);

    public void CloseIdleConnections() => SqlConnection.ClearAllPools();

    public void AddJobs(IServiceCollection services, string service)
    {
        var connection = ConnectionStringOf(service);
        services.AddSingleton<IDatabaseMigration>(new HangfireSchema(connection));
        services.AddSingleton<JobStorage>(_ => new Hangfire.SqlServer.SqlServerStorage(
            connection,
            new SqlServerStorageOptions
            {
                SchemaName = HangfireSchema.Schema,
                SqlClientFactory = SqlClientFactory.Instance,
                // The command `migrate` creates the tables, not the first instance to start.
                PrepareSchemaIfNecessary = false,
                QueuePollInterval = TimeSpan.FromSeconds(5),
            }
        ));
    }

    private string ConnectionStringOf(string service) =>
        configuration.GetConnectionString(service) is { Length: > 0 } connectionString
            ? connectionString
            : throw new ConfigurationException(
                $"ConnectionStrings:{service} is missing. Set it to the connection string of the {service} service's database."
            );
}
