using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>Decides which vehicles may be pre-registered.</summary>
internal static class PreRegistrationRules
{
    public static FieldErrors Check(
        IReadOnlyList<AnnouncedVehicle> announced,
        DateOnly expectedOn,
        Port port,
        ActionContext now
    )
    {
        var errors = new FieldErrors();
        if (expectedOn < port.BusinessDate(now.RecordedAt).AddDays(-1))
        {
            errors.Add("expectedOn", "This day is over. Announce the vehicles for today or later.");
        }

        HashSet<string> vins = new(StringComparer.Ordinal);
        foreach (var vehicle in announced)
        {
            if (!vins.Add(vehicle.Vehicle.Vin))
            {
                errors.Add(vehicle.Place("vin"), "This VIN is in the request twice. Send it once.");
            }

            if (!now.By.Sees(vehicle.Vehicle.Operator))
            {
                errors.Add(vehicle.Place("operator"), OtherFirm(now.By));
            }
        }

        return errors;
    }

    public static string OtherFirm(Caller caller) =>
        $"You can announce only vehicles of your own firm, USCC {caller.Firm}. Correct the operator, or remove this vehicle.";

    /// <summary>Why the vehicle cannot be announced, and what differs from its announcement.</summary>
    public static string AlreadyOpen(Movement movement, Vehicle announced)
    {
        var differences = Differences.Between(movement.Vehicle, announced);
        var compared = differences.Any ? $"Its papers differ: {differences}." : "Its papers are the same.";
        return movement.IsOnSite
            ? $"{movement.Vin} is in the port ({movement.QueueNumber}). {compared} Announce it again after it has left."
            : $"{movement.Vin} is already announced for {movement.ExpectedOn:yyyy-MM-dd}. {compared} To change the announcement, cancel it first.";
    }
}
