namespace PortTracker.Contracts.Vehicles;

/// <summary>What kind of vehicle it is.</summary>
public enum VehicleCategory
{
    /// <summary>A passenger car (HS 8703).</summary>
    Car,

    /// <summary>A truck, tractor or trailer (HS 8701, 8704, 8705, 8716).</summary>
    Truck,

    /// <summary>A bus of ten seats and more (HS 8702).</summary>
    Bus,

    /// <summary>Self-propelled machinery (HS 8427, 8429, 8430, 8709).</summary>
    Machinery,
}
