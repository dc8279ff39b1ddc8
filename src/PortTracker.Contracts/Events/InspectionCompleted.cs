namespace PortTracker.Contracts.Events;

/// <summary>A physical inspection ended.</summary>
public sealed record InspectionCompleted : InspectionEvent;
