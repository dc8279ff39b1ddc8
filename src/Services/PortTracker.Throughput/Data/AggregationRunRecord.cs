namespace PortTracker.Throughput.Data;

/// <summary>A completed aggregation run.</summary>
internal sealed class AggregationRunRecord
{
    public long Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required long Milliseconds { get; init; }
    public required int Days { get; init; }
    public required int Changed { get; init; }

    /// <summary>Who started it; null for the schedule.</summary>
    public string? By { get; init; }

    /// <summary>The days of the recount; null for none.</summary>
    public string? Port { get; init; }

    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
}
