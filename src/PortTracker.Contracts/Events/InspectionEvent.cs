namespace PortTracker.Contracts.Events;

/// <summary>An event of the inspection service.</summary>
public abstract record InspectionEvent : PortEvent
{
    /// <summary>The movement after this event.</summary>
    public required InspectionState Inspection { get; init; }
}
