namespace PortTracker.Contracts.Vehicles;

/// <summary>What drives it. Plug-in hybrid (with range-extended), battery-electric and fuel cell are new energy vehicles.</summary>
public enum Propulsion
{
    /// <summary>Petrol, diesel or gas only.</summary>
    Combustion,

    /// <summary>Hybrid that cannot be charged from outside (cars: HS 870340, 870350).</summary>
    Hybrid,

    /// <summary>Plug-in hybrid, including range-extended (cars: HS 870360, 870370).</summary>
    PlugInHybrid,

    /// <summary>Battery-electric (cars: HS 870380).</summary>
    BatteryElectric,

    /// <summary>Fuel cell.</summary>
    FuelCell,
}
