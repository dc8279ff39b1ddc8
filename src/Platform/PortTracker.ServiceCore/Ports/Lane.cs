using PortTracker.Contracts.Vehicles;

namespace PortTracker.ServiceCore.Ports;

/// <summary>A lane of a port.</summary>
public sealed class Lane
{
    /// <summary>The longest name. Columns and requests have the same limit.</summary>
    public const int MaxName = 8;

    public string Name { get; set; } = "";

    /// <summary>The vehicle categories that may use the lane; empty for all.</summary>
    public IList<VehicleCategory> Categories { get; set; } = [];

    public bool Takes(VehicleCategory category) => Categories.Count is 0 || Categories.Contains(category);
}
