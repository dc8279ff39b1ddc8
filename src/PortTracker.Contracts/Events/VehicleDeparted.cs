namespace PortTracker.Contracts.Events;

/// <summary>A cleared vehicle left through the gate: this is when it counts as exported.</summary>
public sealed record VehicleDeparted : ClearanceEvent;
