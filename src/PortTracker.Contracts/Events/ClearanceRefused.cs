namespace PortTracker.Contracts.Events;

/// <summary>An officer refused clearance.</summary>
public sealed record ClearanceRefused : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
