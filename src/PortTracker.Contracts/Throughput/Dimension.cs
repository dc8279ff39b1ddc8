using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Throughput;

/// <summary>By what a total is broken down.</summary>
public enum Dimension
{
    /// <summary>Brand.</summary>
    Brand,

    /// <summary>Country of destination (ISO 3166-1 alpha-2).</summary>
    Destination,

    /// <summary>Propulsion.</summary>
    Propulsion,

    /// <summary>Kind of vehicle.</summary>
    Category,

    /// <summary>Complete or knocked down.</summary>
    Form,

    /// <summary>Channel.</summary>
    Channel,

    /// <summary>Hour of departure, 00–23, in the port's time zone.</summary>
    Hour,

    /// <summary>Region of the world in which the destination lies (<see cref="WorldRegion"/>).</summary>
    Region,
}
