using PortTracker.Contracts.Vehicles;

namespace PortTracker.VehicleEntry;

/// <summary>A vehicle of a pre-registration.</summary>
/// <param name="Vehicle">Its papers.</param>
/// <param name="Index">Its index in the request.</param>
/// <param name="Line">Its line in the CSV; null where the request is JSON.</param>
internal sealed record AnnouncedVehicle(Vehicle Vehicle, int Index, int? Line = null)
{
    /// <summary>Where an error message finds the field.</summary>
    public string Place(string field) => Line is { } line ? $"line {line}" : $"vehicles[{Index}].{field}";
}
