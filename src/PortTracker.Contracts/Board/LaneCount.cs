namespace PortTracker.Contracts.Board;

/// <summary>Vehicles in one lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Counts">Number of its vehicles in each stage on site, in the order of the stages.</param>
public sealed record LaneCount(string Lane, IReadOnlyList<StageCount> Counts);
