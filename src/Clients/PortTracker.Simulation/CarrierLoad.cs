using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>Vehicles that arrive together: the load of a car carrier, or one vehicle on its own wheels.</summary>
internal sealed record CarrierLoad(IReadOnlyList<Vehicle> Vehicles);
