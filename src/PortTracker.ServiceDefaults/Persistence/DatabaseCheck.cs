using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PortTracker.ServiceDefaults;

/// <summary>Without its database a service can do nothing.</summary>
internal sealed class DatabaseCheck<TDb>(TDb db) : IHealthCheck
    where TDb : ServiceDbContext
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
}
