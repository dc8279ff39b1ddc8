namespace PortTracker.Contracts.Throughput;

/// <summary>An official total of a year that is not the sum of the year's months. The year's figure is that sum.</summary>
public sealed record YearDiscrepancy
{
    /// <summary>The sum of the months.</summary>
    public required long Months { get; init; }

    /// <summary>When the latest of the months was counted or imported (UTC), if known.</summary>
    public DateTimeOffset? MonthsAsOf { get; init; }

    /// <summary>Sum of the revisions of the months.</summary>
    public required int MonthsRevision { get; init; }

    /// <summary>The official total of the year.</summary>
    public required long Official { get; init; }

    /// <summary>When it was imported (UTC), if known.</summary>
    public DateTimeOffset? OfficialAsOf { get; init; }

    /// <summary>1, plus 1 for each import that changed it.</summary>
    public required int OfficialRevision { get; init; }
}
