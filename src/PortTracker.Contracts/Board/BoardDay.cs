namespace PortTracker.Contracts.Board;

/// <summary>What has happened on a business day, in the port's time zone, up to a time of that day.</summary>
/// <param name="Date">The business day.</param>
/// <param name="Arrived">Vehicles that arrived.</param>
/// <param name="Cleared">Vehicles that were granted clearance.</param>
/// <param name="Departed">Vehicles that left: exported.</param>
/// <param name="Refused">Vehicles that were refused.</param>
public sealed record BoardDay(DateOnly Date, int Arrived, int Cleared, int Departed, int Refused);
