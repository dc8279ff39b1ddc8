using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PortTracker.ServiceDefaults;

/// <summary>Tells how long the oldest event has been waiting for the broker.</summary>
internal sealed class OutboxCheck<TDb>(TDb db, TimeProvider time) : IHealthCheck
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var oldest = await db
            .Journal.Where(entry => entry.Sequence > db.Outbox.Max(outbox => outbox.Position))
            .OrderBy(entry => entry.Sequence)
            .Select(entry => (DateTimeOffset?)entry.RecordedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var lag = oldest is { } since ? time.GetUtcNow() - since : TimeSpan.Zero;
        return lag < Long
            ? HealthCheckResult.Healthy("Events are handed over as they come.")
            : HealthCheckResult.Degraded($"Events have been waiting for the broker since {oldest:u}.");
    }
}
