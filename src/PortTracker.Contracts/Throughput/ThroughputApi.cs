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

    /// <summary>Whether the figure tells of the period from its first day; if not, more was exported than is on record.</summary>
    /// <remarks>It is compared with the same days only if each of them up to <see cref="Until"/> is known.</remarks>
    public bool Whole { get; init; } = true;

    /// <summary>The last day of which the figure tells; before <see cref="To"/> while the period runs, which is then compared with the same days.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Against the same period a year before.</summary>
    public Comparison? YearOnYear { get; init; }

    /// <summary>New energy vehicles against those of the same period a year before.</summary>
    public Comparison? NewEnergyYearOnYear { get; init; }

    /// <summary>Months only: against the month before.</summary>
    public Comparison? MonthOnMonth { get; init; }

    /// <summary>Months only: from January to this month.</summary>
    public long? YearToDate { get; init; }

    /// <summary>Months only: January to this month against the same months of the year before.</summary>
    public Comparison? YearToDateChange { get; init; }

    /// <summary>Months only: new energy vehicles from January to this month.</summary>
    public long? NewEnergyToDate { get; init; }

    /// <summary>Months only: those against the same months of the year before.</summary>
    public Comparison? NewEnergyToDateChange { get; init; }
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

    /// <summary>Region of the world in which the destination lies (<see cref="WorldRegion"/>).</summary>
    Region,
}

/// <summary>A line of a breakdown.</summary>
/// <param name="Key">Brand, country, … as the dimension says.</param>
/// <param name="Vehicles">Vehicles exported.</param>
/// <param name="Inspected">Vehicles among them that were inspected physically.</param>
/// <param name="Findings">Findings of those inspections.</param>
public sealed record BreakdownLine(string Key, long Vehicles, long Inspected, long Findings)
{
    /// <summary>What stands for a value that no event has told yet.</summary>
    public const string Unknown = "Unknown";

    /// <summary>
    /// Against the same line of the same days a year before; null unless all of those days are counted from records. What was
    /// exported then and is not any more has a line with 0 vehicles.
    /// </summary>
    public Comparison? YearOnYear { get; init; }
}

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

/// <summary>A vehicle that left the port.</summary>
public sealed record ExportedMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Business day on which it counts as exported, in the port's time zone.</summary>
    public required DateOnly DepartedOn { get; init; }

    /// <summary>VIN; masked when its time to be kept is over; null until its entry is known.</summary>
    public string? Vin { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>Kind of vehicle.</summary>
    public VehicleCategory? Category { get; init; }

    /// <summary>What drives it.</summary>
    public Propulsion? Propulsion { get; init; }

    /// <summary>Complete or knocked down.</summary>
    public ShipmentForm? Form { get; init; }

    /// <summary>Country of destination (ISO 3166-1 alpha-2).</summary>
    public string? Destination { get; init; }

    /// <summary>Export declaration; null when its time to be kept is over.</summary>
    public string? DeclarationNumber { get; init; }

    /// <summary>Channel.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Physical inspections.</summary>
    public int Inspections { get; init; }

    /// <summary>Findings of those inspections.</summary>
    public int Findings { get; init; }

    /// <summary>When it arrived (UTC).</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When it was cleared (UTC).</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>When it departed (UTC).</summary>
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>Release time: cleared − arrived, in seconds.</summary>
    public double? ReleaseSeconds { get; init; }
}

/// <summary>
/// How a figure of the totals and the vehicles behind it stand to each other:
/// figure = vehicles − not counted yet + official.
/// </summary>
public sealed record MovementSum
{
    /// <summary>Movements listed, on all pages together.</summary>
    public required long Vehicles { get; init; }

    /// <summary>
    /// The figure in the totals; of a choice of days what is counted of them, also where the totals have the official figure of
    /// their month. Null where there is no count of this choice.
    /// </summary>
    public long? Figure { get; init; }

    /// <summary>How many of the figure are an official figure, which has no vehicles behind it.</summary>
    public long Official { get; init; }

    /// <summary>
    /// Movements on record in the months of which the official figure counts. They are part of it, so they are not listed.
    /// </summary>
    public long WithinOfficial { get; init; }

    /// <summary>
    /// Movements listed that the next count takes in; negative when it takes some out. 0 as soon as the job has run.
    /// </summary>
    public long NotCountedYet { get; init; }
}

/// <summary>
/// <c>GET /api/throughput/movements?port=&amp;year=[&amp;month=[&amp;day=]]</c> or <c>&amp;from=&amp;to=</c>, and any of the dimensions of a
/// total as <c>&amp;destination=KZ</c>: the movements that a figure is made of, by day of departure and VIN. The days are the port's.
/// </summary>
public sealed record ExportedMovements
{
    /// <summary>The movements of this page.</summary>
    public required IReadOnlyList<ExportedMovement> Items { get; init; }

    /// <summary>Pass it as <c>after</c> for the next page; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>How they add up; on the first page only.</summary>
    public MovementSum? Sum { get; init; }
}

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

/// <summary>One run of the aggregation job: <c>GET</c> and <c>POST /api/throughput/aggregations</c>.</summary>
/// <param name="StartedAt">When it began (UTC).</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Days">Days counted.</param>
/// <param name="Changed">Days among them whose figures changed.</param>
public sealed record AggregationRun(DateTimeOffset StartedAt, long Milliseconds, int Days, int Changed)
{
    /// <summary>Who had it run; null for the schedule.</summary>
    public string? By { get; init; }

    /// <summary>Port whose days were asked for; null when none were.</summary>
    public string? Port { get; init; }

    /// <summary>First day asked for.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day asked for.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>What the aggregation job has before it: <c>GET /api/throughput/aggregations/pending</c>.</summary>
public sealed record PendingAggregation
{
    /// <summary>When the schedule runs it next (UTC); null when the schedule is not known here.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>The ports.</summary>
    public required IReadOnlyList<PendingDays> Ports { get; init; }
}

/// <summary>The days of a port that wait to be counted.</summary>
/// <param name="Port">Code of the port.</param>
/// <param name="Dirty">Days whose movements have changed since they were counted.</param>
/// <param name="First">The first of those days, at most 100, in the port's time zone.</param>
/// <param name="Open">Days that were not over when they were counted: counted at each run until they are.</param>
public sealed record PendingDays(string Port, int Dirty, IReadOnlyList<DateOnly> First, int Open);
