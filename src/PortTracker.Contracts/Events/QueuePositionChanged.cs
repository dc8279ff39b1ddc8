namespace PortTracker.Contracts.Events;

/// <summary>A supervisor moved a vehicle to another place in the queue.</summary>
public sealed record QueuePositionChanged : EntryEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
