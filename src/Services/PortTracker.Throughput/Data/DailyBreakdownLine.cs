using PortTracker.Contracts.Throughput;

namespace PortTracker.Throughput.Data;

/// <summary>One line of one breakdown of a day.</summary>
internal sealed class DailyBreakdownLine
{
    public required string Port { get; init; }
    public required DateOnly Date { get; init; }
    public required Dimension Dimension { get; init; }
    public required string Key { get; init; }
    public required long Vehicles { get; init; }
    public required long Inspected { get; init; }
    public required long Findings { get; init; }
}
