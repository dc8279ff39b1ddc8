using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>Checks that a service can write to its database. Anyone may ask, so the answer holds for a few seconds.</summary>
internal sealed class DatabaseHealthCheck<TDb>(IServiceScopeFactory scopes, IDatabaseDialect dialect, TimeProvider time)
    : IHealthCheck
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(5);

    private (HealthCheckResult Result, long At)? latest;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        if (latest is var (result, at) && time.GetElapsedTime(at) < HoldsFor)
        {
            return result;
        }

        result = await TryAsync(cancellationToken);
        latest = (result, time.GetTimestamp());
        return result;
    }

    private async Task<HealthCheckResult> TryAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await dialect.TryWriteAsync(scope.ServiceProvider.GetRequiredService<TDb>().Database, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Without the exception, which would log a stack at each check: the log tells of the outage.
            return HealthCheckResult.Unhealthy(
                dialect.IsUnavailable(e)
                    ? "The database cannot be written. Check its disk."
                    : "The database does not answer."
            );
        }
    }
}
