namespace PortTracker.Contracts.Events;

/// <summary>A granted clearance fell because the movement was re-routed before it left.</summary>
public sealed record ClearanceWithdrawn : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
