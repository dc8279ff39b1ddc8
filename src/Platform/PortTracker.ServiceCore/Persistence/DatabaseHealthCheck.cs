using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>Checks that a service can reach its database.</summary>
internal sealed class DatabaseHealthCheck<TDb>(TDb db) : IHealthCheck
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
