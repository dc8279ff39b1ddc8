using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

/// <summary>Reports how long the oldest event has been waiting for the broker.</summary>
internal sealed class OutboxHealthCheck<TDb>(TDb db, TimeProvider time) : IHealthCheck
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan Threshold = TimeSpan.FromSeconds(30);

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
        return lag < Threshold
            ? HealthCheckResult.Healthy("Events are published without delay.")
            : HealthCheckResult.Degraded($"Events have been waiting for the broker since {oldest:u}.");
    }
}
