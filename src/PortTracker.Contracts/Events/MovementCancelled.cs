namespace PortTracker.Contracts.Events;

/// <summary>An announcement was withdrawn.</summary>
public sealed record MovementCancelled : EntryEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
