namespace PortTracker.Contracts.Events;

/// <summary>An event of the clearance service.</summary>
public abstract record ClearanceEvent : PortEvent
{
    /// <summary>The movement after this event.</summary>
    public required ClearanceState Clearance { get; init; }
}
