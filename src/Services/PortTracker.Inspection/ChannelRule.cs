using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Inspection;

/// <summary>A rule. It matches a vehicle that fits every list that is not empty.</summary>
internal sealed class ChannelRule
{
    public string Name { get; set; } = "";
    public Channel Channel { get; set; }
    public IList<string> Destinations { get; set; } = [];
    public IList<string> Brands { get; set; } = [];
    public IList<string> Operators { get; set; } = [];

    /// <summary>Beginnings of HS codes.</summary>
    public IList<string> HsCodes { get; set; } = [];
    public IList<VehicleCategory> Categories { get; set; } = [];
    public IList<Propulsion> Propulsions { get; set; } = [];
    public IList<ShipmentForm> Forms { get; set; } = [];

    public bool Matches(Vehicle vehicle) =>
        Fits(Destinations, vehicle.Destination)
        && Fits(Brands, vehicle.Brand)
        && Fits(Operators, vehicle.Operator)
        && (Categories.Count is 0 || Categories.Contains(vehicle.Category))
        && (Propulsions.Count is 0 || Propulsions.Contains(vehicle.Propulsion))
        && (Forms.Count is 0 || Forms.Contains(vehicle.Form))
        && (HsCodes.Count is 0 || HsCodes.Any(code => vehicle.HsCode.StartsWith(code, StringComparison.Ordinal)));

    private static bool Fits(IList<string> list, string value) =>
        list.Count is 0 || list.Contains(value, StringComparer.OrdinalIgnoreCase);
}
