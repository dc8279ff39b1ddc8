namespace PortTracker.Contracts.Events;

/// <summary>An officer granted clearance.</summary>
public sealed record ClearanceGranted : ClearanceEvent;
