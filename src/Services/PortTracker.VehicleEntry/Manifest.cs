using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Csv;

namespace PortTracker.VehicleEntry;

/// <summary>The lines of a manifest: the vehicles that can be announced, and the lines that are bad.</summary>
/// <param name="by">Who announces the vehicles.</param>
internal sealed class Manifest(Caller by)
{
    private readonly List<AnnouncedVehicle> vehicles = [];
    private readonly List<LineError> bad = [];
    private readonly Dictionary<string, int> lineByVin = new(StringComparer.Ordinal);

    public IReadOnlyList<AnnouncedVehicle> Vehicles => vehicles;

    public bool IsTooLong => vehicles.Count > Limits.Manifest;

    public void Add(CsvLine<Vehicle> line)
    {
        bad.AddRange(line.Errors);
        if (line.Value?.Normalised() is not { } vehicle)
        {
            return;
        }

        if (!lineByVin.TryAdd(vehicle.Vin, line.Number))
        {
            bad.Add(new LineError(line.Number, "vin", $"This VIN is already on line {lineByVin[vehicle.Vin]}."));
        }
        else if (!by.Sees(vehicle.Operator))
        {
            bad.Add(new LineError(line.Number, "operator", PreRegistrationRules.OtherFirm(by)));
        }
        else
        {
            vehicles.Add(new AnnouncedVehicle(vehicle, vehicles.Count, line.Number));
        }
    }

    /// <summary>Moves every vehicle to the bad lines.</summary>
    public void RejectAll(string column, string reason)
    {
        bad.AddRange(vehicles.Select(vehicle => new LineError(vehicle.Line!.Value, column, reason)));
        vehicles.Clear();
    }

    /// <summary>Moves the vehicles that the firm has already announced, or has in the port, to the bad lines.</summary>
    /// <param name="open">Open movements by VIN.</param>
    public void RejectOpen(IReadOnlyDictionary<string, Movement> open)
    {
        foreach (var vehicle in vehicles)
        {
            if (open.TryGetValue(vehicle.Vehicle.Vin, out var movement))
            {
                bad.Add(
                    new LineError(
                        vehicle.Line!.Value,
                        "vin",
                        PreRegistrationRules.AlreadyOpen(movement, vehicle.Vehicle)
                    )
                );
            }
        }

        vehicles.RemoveAll(vehicle => open.ContainsKey(vehicle.Vehicle.Vin));
    }

    /// <summary>The bad lines in the order of the file. A file without any vehicle is bad as a whole.</summary>
    public IReadOnlyList<LineError> BadLines() =>
        vehicles.Count is 0 && bad.Count is 0
            ? [new LineError(1, Field: null, "The file has a heading but no vehicles.")]
            : [.. bad.OrderBy(line => line.Line)];
}
