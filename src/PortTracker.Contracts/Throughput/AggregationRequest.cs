namespace PortTracker.Contracts.Throughput;

/// <summary>
/// Body of <c>POST /api/throughput/aggregations</c>: which days to count again. Without any of it the job counts what it would
/// count by itself.
/// </summary>
public sealed record AggregationRequest
{
    /// <summary>Code of the port.</summary>
    public string? Port { get; init; }

    /// <summary>First day, in the port's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, in the port's time zone.</summary>
    public DateOnly? To { get; init; }
}
