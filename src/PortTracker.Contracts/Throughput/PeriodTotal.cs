namespace PortTracker.Contracts.Throughput;

/// <summary>Vehicles exported in one period: a day, a month or a year of the port's time zone, by departure date.</summary>
public sealed record PeriodTotal
{
    /// <summary>First day of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Vehicles exported.</summary>
    public required long Vehicles { get; init; }

    /// <summary>New energy vehicles among them; null for an official figure without that count.</summary>
    public long? NewEnergy { get; init; }

    /// <summary>The source of the figure.</summary>
    public required TotalSource Source { get; init; }

    /// <summary>Whether every day of the period is closed; while false, the figure may still grow.</summary>
    public required bool Closed { get; init; }

    /// <summary>Sum over its days: 1 a day, plus 1 for each recount after the day's end that changed it; 0 for official figures.</summary>
    public required int Revision { get; init; }

    /// <summary>When the figure was last counted (UTC); null for official figures.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Whether the figure covers the period from its first day; if not, more was exported than is on record.</summary>
    /// <remarks>It is compared with the same days only if each of them up to <see cref="Until"/> is known.</remarks>
    public bool Whole { get; init; } = true;

    /// <summary>The last day that the figure covers; before <see cref="To"/> while the period runs. It is then compared with the same days.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Against the same days a year before; null for 29 February.</summary>
    public Comparison? YearOnYear { get; init; }

    /// <summary>New energy vehicles against those of the same days a year before.</summary>
    public Comparison? NewEnergyYearOnYear { get; init; }

    /// <summary>Months only: against the same days of the month before.</summary>
    public Comparison? MonthOnMonth { get; init; }

    /// <summary>Months only: from January to this month.</summary>
    public long? YearToDate { get; init; }

    /// <summary>Months only: January to this month against the same days of the year before.</summary>
    public Comparison? YearToDateChange { get; init; }

    /// <summary>Months only: new energy vehicles from January to this month.</summary>
    public long? NewEnergyToDate { get; init; }

    /// <summary>Months only: new energy vehicles from January to this month against the same days of the year before.</summary>
    public Comparison? NewEnergyToDateChange { get; init; }
}
