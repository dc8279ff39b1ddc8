namespace PortTracker.Contracts.Throughput;

/// <summary>What the aggregation job has before it: <c>GET /api/throughput/aggregations/pending</c>.</summary>
public sealed record PendingAggregation
{
    /// <summary>When the schedule runs it next (UTC); null when the schedule is not known here.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>The ports.</summary>
    public required IReadOnlyList<PendingDays> Ports { get; init; }
}
