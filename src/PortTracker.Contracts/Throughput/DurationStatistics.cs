namespace PortTracker.Contracts.Throughput;

/// <summary>Statistics of a duration over the movements that departed in the period. Percentiles are computed from merged histograms.</summary>
public sealed record DurationStatistics
{
    /// <summary>Movements measured.</summary>
    public required long Count { get; init; }

    /// <summary>Mean, in seconds.</summary>
    public required double MeanSeconds { get; init; }

    /// <summary>Median, in seconds.</summary>
    public required double MedianSeconds { get; init; }

    /// <summary>90th percentile, in seconds.</summary>
    public required double P90Seconds { get; init; }

    /// <summary>95th percentile, in seconds.</summary>
    public required double P95Seconds { get; init; }
}
