namespace PortTracker.Contracts.Board;

/// <summary>The place of a movement in its lane.</summary>
/// <param name="MovementId">The movement.</param>
/// <param name="Position">Its place, from 1.</param>
public sealed record LanePlace(Guid MovementId, int Position);
