using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Persistence;

/// <summary>Checks that a service can write to its database. Anyone may ask, so one answer holds for all for a few seconds.</summary>
internal sealed class DatabaseHealthCheck<TDb>(IServiceScopeFactory scopes, IDatabaseDialect dialect, TimeProvider time)
    : IHealthCheck
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan HoldsFor = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private Task<HealthCheckResult>? latest;
    private long startedAt;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        lock (gate)
        {
            if (latest is null || (latest.IsCompleted && time.GetElapsedTime(startedAt) >= HoldsFor))
            {
                startedAt = time.GetTimestamp();
                latest = Task.Run(TryAsync, CancellationToken.None);
            }

            return latest.WaitAsync(cancellationToken);
        }
    }

    private async Task<HealthCheckResult> TryAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await dialect.TryWriteAsync(
                scope.ServiceProvider.GetRequiredService<TDb>().Database,
                CancellationToken.None
            );
            return HealthCheckResult.Healthy();
        }
        catch (Exception e)
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
