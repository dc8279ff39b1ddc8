namespace PortTracker.Contracts.Events;

/// <summary>An arrived vehicle was given its channel.</summary>
public sealed record ChannelAssigned : InspectionEvent;
