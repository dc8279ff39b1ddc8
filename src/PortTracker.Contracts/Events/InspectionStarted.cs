namespace PortTracker.Contracts.Events;

/// <summary>A physical inspection began.</summary>
public sealed record InspectionStarted : InspectionEvent;
