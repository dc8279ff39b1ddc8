using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.ServiceHosting.Security;

namespace PortTracker.Throughput.Aggregation;

/// <summary>The scheduled jobs, and Hangfire's own page of them.</summary>
internal static class HangfireJobs
{
    // Its bars are as long as their style attributes say, and its charts bring this one style.
    private static readonly ContentPolicy PagePolicy = new(
        "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='; "
            + "style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );

    /// <summary>Adds Hangfire on the job storage that the host was given before.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services) =>
        services
            .AddHangfire(hangfire => hangfire.UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings())
            .AddHangfireServer(server => server.WorkerCount = 1);

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
}
