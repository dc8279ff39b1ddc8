using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>A model that is exported by road, with the world manufacturer identifier and the five descriptor characters of its VINs.</summary>
internal sealed record VehicleModel(
    string Brand,
    string Name,
    string Wmi,
    string Descriptor,
    VehicleCategory Category,
    Propulsion Propulsion,
    string HsCode,
    int Weight
);
