using Hangfire;
using Hangfire.Dashboard;
using Hangfire.InMemory;
using Hangfire.SqlServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PortTracker.Throughput;

/// <summary>Where Hangfire keeps the schedule: in memory, or beside the service's tables on SQL Server, for all its instances.</summary>
internal static class Jobs
{
    // Its bars are as long as their style attributes say, and its charts bring this one style.
    private static readonly ContentPolicy PagePolicy = new(
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='; "
            + "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );

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
            // Before Hangfire's own, which hands on a static: of hosts that start beside each other in one process, one would get the
            // other's, and lose it when that one ends.
            .AddSingleton<JobStorage>(_ =>
                connection is not null
                    ? new SqlServerStorage(connection, Options())
                    // Forgetting on a restart is harmless: the schedule is set at each start and no day is forgotten.
                    : new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromHours(1) })
            )
            .AddHangfire(hangfire => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings())
            .AddHangfireServer(server => server.WorkerCount = 1);
    }

    /// <summary>Hangfire's own page of its jobs: administrators may run them, auditors may look.</summary>
    public static void MapJobsPage(this IEndpointRouteBuilder endpoints, string path) =>
        endpoints
            .MapHangfireDashboardWithAuthorizationPolicy(
                Policies.Auditors,
                path,
                new DashboardOptions
                {
                    DashboardTitle = "PortTracker",
                    DisplayStorageConnectionString = false,
                    IsReadOnlyFunc = context => !context.GetHttpContext().User.IsInRole(Roles.Administrator),
                }
            )
            .WithMetadata(PagePolicy);

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
