namespace PortTracker.Contracts.Events;

/// <summary>A vehicle arrived at the gate and got a lane and a queue number.</summary>
public sealed record VehicleArrived : EntryEvent;
