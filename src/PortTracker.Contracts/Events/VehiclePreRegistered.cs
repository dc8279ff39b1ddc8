namespace PortTracker.Contracts.Events;

/// <summary>An operator announced a vehicle.</summary>
public sealed record VehiclePreRegistered : EntryEvent;
