using PortTracker.Contracts.Events;

namespace PortTracker.Contracts.Board;

/// <summary>Vehicles in one stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Vehicles">Number of vehicles in it.</param>
public sealed record StageCount(Stage Stage, int Vehicles);
