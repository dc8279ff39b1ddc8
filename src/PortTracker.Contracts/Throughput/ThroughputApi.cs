namespace PortTracker.Contracts;

/// <summary>Where a total comes from.</summary>
public enum TotalSource
{
    /// <summary>Counted from the movements on record.</summary>
    Records,

    /// <summary>The official figure of the time before go-live, imported.</summary>
    Official,

    /// <summary>Some months from records, others official.</summary>
    Mixed,
}

/// <summary>A count and how it stands to an earlier one.</summary>
public sealed record Comparison
{
    /// <summary>The earlier count: vehicles exported.</summary>
    public required long Vehicles { get; init; }

    /// <summary>Change against it in percent, rounded half away from zero to one decimal; null when the earlier count is 0.</summary>
    public decimal? ChangePercent { get; init; }

    /// <summary>The comparison of two counts; null when there is no earlier one on record.</summary>
    public static Comparison? Of(long vehicles, long? earlier) =>
        earlier is not { } before
            ? null
            : new Comparison
            {
                Vehicles = before,
                ChangePercent = before is 0
                    ? null
                    : Math.Round((vehicles - before) * 100m / before, 1, MidpointRounding.AwayFromZero),
            };
}

/// <summary>Vehicles exported in one period: a day, a month or a year of the port's time zone, by departure date.</summary>
public sealed record PeriodTotal
{
    /// <summary>First day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Vehicles exported.</summary>
    public required long Vehicles { get; init; }

    /// <summary>New energy vehicles among them; null for an official figure that does not tell.</summary>
    public long? NewEnergy { get; init; }

    /// <summary>Where the figure comes from.</summary>
    public required TotalSource Source { get; init; }

    /// <summary>Whether every day of the period is closed; while false, the figure may still grow.</summary>
    public required bool Closed { get; init; }

    /// <summary>Sum over its days of 1, and one more for each count after the day's end that differed; 0 for official figures.</summary>
    public required int Revision { get; init; }

    /// <summary>When the figure was counted last (UTC); null for official figures.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Against the same period a year before.</summary>
    public Comparison? YearOnYear { get; init; }

    /// <summary>Months only: against the month before.</summary>
    public Comparison? MonthOnMonth { get; init; }

    /// <summary>Months only: from January to this month.</summary>
    public long? YearToDate { get; init; }

    /// <summary>Months only: January to this month against the same months of the year before.</summary>
    public Comparison? YearToDateChange { get; init; }
}

/// <summary>A time that movements took, over those that departed in the period. Percentiles come from merged histograms.</summary>
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

/// <summary>By what a total is broken down.</summary>
public enum Dimension
{
    /// <summary>Brand.</summary>
    Brand,

    /// <summary>Country of destination (ISO 3166-1 alpha-2).</summary>
    Destination,

    /// <summary>Propulsion.</summary>
    Propulsion,

    /// <summary>Kind of vehicle.</summary>
    Category,

    /// <summary>Complete or knocked down.</summary>
    Form,

    /// <summary>Channel.</summary>
    Channel,

    /// <summary>Hour of departure, 00–23, in the port's time zone.</summary>
    Hour,
}

/// <summary>A line of a breakdown.</summary>
/// <param name="Key">Brand, country, … as the dimension says.</param>
/// <param name="Vehicles">Vehicles exported.</param>
/// <param name="Inspected">Vehicles among them that were inspected physically.</param>
/// <param name="Findings">Findings of those inspections.</param>
public sealed record BreakdownLine(string Key, long Vehicles, long Inspected, long Findings);

/// <summary>
/// <c>GET /api/throughput/totals?port=&amp;year=[&amp;month=]</c>: what was exported in a year or a month. Population: movements
/// by departure date, in the port's time zone.
/// </summary>
public sealed record TotalsResponse
{
    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>The year or month asked for.</summary>
    public required PeriodTotal Total { get; init; }

    /// <summary>For a year its months, for a month its days; only those with a figure.</summary>
    public required IReadOnlyList<PeriodTotal> Parts { get; init; }

    /// <summary>Breakdowns by each dimension, largest first; empty for official figures.</summary>
    public required IReadOnlyDictionary<Dimension, IReadOnlyList<BreakdownLine>> Breakdowns { get; init; }

    /// <summary>Release time: cleared − arrived.</summary>
    public DurationStatistics? ReleaseTime { get; init; }

    /// <summary>Dwell time: departed − arrived.</summary>
    public DurationStatistics? DwellTime { get; init; }

    /// <summary>Movements that stand in the port now, in no total yet.</summary>
    public required long Open { get; init; }

    /// <summary>The figure in a sentence, every number of it computed.</summary>
    public required string Sentence { get; init; }
}

/// <summary>Vehicles exported on one business day: <c>GET /api/throughput/days?port=&amp;from=&amp;to=</c>.</summary>
/// <param name="Date">The day, in the port's time zone.</param>
/// <param name="Vehicles">Vehicles exported.</param>
/// <param name="Closed">Whether the day is over and counted.</param>
/// <param name="Dirty">Whether a late event waits to be counted.</param>
/// <param name="Revision">1 until the day is over; one more for each later count that differed.</param>
/// <param name="AsOf">When it was counted last (UTC).</param>
public sealed record DayTotal(DateOnly Date, long Vehicles, bool Closed, bool Dirty, int Revision, DateTimeOffset AsOf);

/// <summary>Answer to <c>POST /api/throughput/movements/import</c>: completed movements from before go-live, as CSV.</summary>
public sealed record MovementImportResponse
{
    /// <summary>Movements that are new.</summary>
    public required long Imported { get; init; }

    /// <summary>Movements that were on record already, and were left as they were.</summary>
    public required long AlreadyThere { get; init; }

    /// <summary>Lines that were not taken.</summary>
    public required long Rejected { get; init; }

    /// <summary>The first of those lines, at most 1,000.</summary>
    public required IReadOnlyList<BadLine> BadLines { get; init; }
}

/// <summary>Answer to <c>POST /api/throughput/history/import</c>: official totals from before go-live, as CSV.</summary>
/// <param name="Periods">Months and years taken; a period given again is replaced.</param>
public sealed record HistoryImportResponse(int Periods);

/// <summary>One run of the aggregation job: <c>GET</c> and <c>POST /api/throughput/aggregations</c>.</summary>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Days">Days counted.</param>
/// <param name="Changed">Days among them whose figures changed.</param>
public sealed record AggregationRun(DateTimeOffset StartedAt, long Milliseconds, int Days, int Changed);
