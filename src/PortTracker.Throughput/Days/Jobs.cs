using Hangfire;
using Hangfire.InMemory;
using Hangfire.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.Throughput;

/// <summary>Where Hangfire keeps the schedule: in memory, or beside the service's tables on SQL Server, for all its instances.</summary>
internal static class Jobs
{
    public static IServiceCollection AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.UsesSqlServer()
            ? configuration.GetConnectionString(ServiceNames.Throughput)
            : null;
        if (connection is not null)
        {
            services.AddSingleton<IMigration>(new JobTables(connection));
        }

        return services
            .AddHangfire(hangfire =>
            {
                hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
                if (connection is null)
                {
                    // Forgetting on a restart is harmless: the schedule is set at each start and no day is forgotten.
                    hangfire.UseInMemoryStorage(
                        new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) }
                    );
                }
                else
                {
                    hangfire.UseSqlServerStorage(connection, Options());
                }
            })
            .AddHangfireServer(server => server.WorkerCount = 1);
    }

    private static SqlServerStorageOptions Options() =>
        new()
        {
            SchemaName = JobTables.Schema,
            SqlClientFactory = SqlClientFactory.Instance,
            // Made by `migrate`, not by whichever instance starts first.
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = TimeSpan.FromSeconds(5),
        };
}
