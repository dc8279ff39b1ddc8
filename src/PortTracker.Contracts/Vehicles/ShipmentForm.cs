namespace PortTracker.Contracts.Vehicles;

/// <summary>In which form it is shipped.</summary>
public enum ShipmentForm
{
    /// <summary>A complete vehicle.</summary>
    Complete,

    /// <summary>A knocked-down kit (KD).</summary>
    KnockedDown,
}
