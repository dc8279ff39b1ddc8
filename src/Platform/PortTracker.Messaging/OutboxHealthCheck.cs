using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

/// <summary>Reports how long the oldest event has been waiting for the broker.</summary>
internal sealed class OutboxHealthCheck<TDb>(TDb db, IConfiguration configuration, TimeProvider time) : IHealthCheck
    where TDb : ServiceDbContext
{
    private const string LimitKey = "RabbitMq:UnhealthyAfter";
    private static readonly TimeSpan Threshold = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(5);

    // Gates and officers can work without the broker, so the service is degraded first.
    private readonly TimeSpan limit = configuration.GetValue(LimitKey, DefaultLimit);

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
        return lag < Threshold ? HealthCheckResult.Healthy("Events are published without delay.")
            : lag < limit ? HealthCheckResult.Degraded($"Events have been waiting for the broker since {oldest:u}.")
            : HealthCheckResult.Unhealthy(
                $"Events have been waiting for the broker since {oldest:u}. Check the broker, then restart this service."
            );
    }
}
