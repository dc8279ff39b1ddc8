namespace PortTracker.Contracts.Events;

/// <summary>An officer ended a hold; the movement goes on where it stood.</summary>
public sealed record MovementResumed : ClearanceEvent;
