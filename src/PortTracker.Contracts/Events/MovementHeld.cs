namespace PortTracker.Contracts.Events;

/// <summary>An officer put a movement on hold.</summary>
public sealed record MovementHeld : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
