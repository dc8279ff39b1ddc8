namespace PortTracker.Contracts.Throughput;

/// <summary>A line of a breakdown.</summary>
/// <param name="Key">Brand, country, … as the dimension says.</param>
/// <param name="Vehicles">Vehicles exported.</param>
/// <param name="Inspected">Vehicles among them that were inspected physically.</param>
/// <param name="Findings">Findings of those inspections.</param>
public sealed record BreakdownLine(string Key, long Vehicles, long Inspected, long Findings)
{
    /// <summary>The key of vehicles whose value is not known yet.</summary>
    public const string Unknown = "Unknown";

    /// <summary>
    /// Against the same line of the same days a year before; null unless all of those days are counted from records. A key that occurs only
    /// in the year before has a line with 0 vehicles.
    /// </summary>
    public Comparison? YearOnYear { get; init; }
}
