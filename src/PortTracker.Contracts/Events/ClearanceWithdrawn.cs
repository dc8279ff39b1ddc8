namespace PortTracker.Contracts.Events;

/// <summary>A granted clearance no longer holds, because the movement was re-routed before it left.</summary>
public sealed record ClearanceWithdrawn : ClearanceEvent
{
    /// <summary>The reason for the re-routing, as the supervisor gave it.</summary>
    public required string Reason { get; init; }
}
