namespace PortTracker.Simulation;

/// <summary>A hold before clearance.</summary>
/// <param name="Reason">Its reason.</param>
/// <param name="Duration">How long it lasts.</param>
public sealed record PlannedHold(string Reason, TimeSpan Duration);
