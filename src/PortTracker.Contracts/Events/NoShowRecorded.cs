namespace PortTracker.Contracts.Events;

/// <summary>An announced vehicle did not arrive.</summary>
public sealed record NoShowRecorded : EntryEvent
{
    /// <summary>Why it is taken to be so.</summary>
    public required string Reason { get; init; }
}
