namespace PortTracker.Contracts.Throughput;

/// <summary>
/// <c>GET /api/throughput/totals?port=&amp;year=[&amp;month=]</c>: vehicles exported in a year or a month. Population: movements
/// by departure date, in the port's time zone.
/// </summary>
public sealed record TotalsResponse
{
    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>The requested year or month.</summary>
    public required PeriodTotal Total { get; init; }

    /// <summary>For a year its months, for a month its days; only those with a figure.</summary>
    public required IReadOnlyList<PeriodTotal> Parts { get; init; }

    /// <summary>Breakdowns by each dimension, largest first; empty for official figures.</summary>
    public required IReadOnlyDictionary<Dimension, IReadOnlyList<BreakdownLine>> Breakdowns { get; init; }

    /// <summary>Release time: cleared − arrived.</summary>
    public DurationStatistics? ReleaseTime { get; init; }

    /// <summary>Dwell time: departed − arrived.</summary>
    public DurationStatistics? DwellTime { get; init; }

    /// <summary>Movements in the port now, which no total includes yet.</summary>
    public required long Open { get; init; }

    /// <summary>Years only: an official total of the year that is not the sum of its months; null if there is none.</summary>
    public YearDiscrepancy? Discrepancy { get; init; }

    /// <summary>The figure in a sentence, every number of it computed.</summary>
    public required string Sentence { get; init; }
}
