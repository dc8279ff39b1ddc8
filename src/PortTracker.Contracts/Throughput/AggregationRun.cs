namespace PortTracker.Contracts.Throughput;

/// <summary>One run of the aggregation job: <c>GET</c> and <c>POST /api/throughput/aggregations</c>.</summary>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Days">Days counted.</param>
/// <param name="Changed">Days among them whose figures changed.</param>
public sealed record AggregationRun(DateTimeOffset StartedAt, long Milliseconds, int Days, int Changed)
{
    /// <summary>Who started it; null for the schedule.</summary>
    public string? By { get; init; }

    /// <summary>Port of the recount; null for none.</summary>
    public string? Port { get; init; }

    /// <summary>First day of the recount.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the recount.</summary>
    public DateOnly? To { get; init; }
}
