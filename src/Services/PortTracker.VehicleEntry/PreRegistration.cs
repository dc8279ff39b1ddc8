using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>Announces vehicles: the part that JSON and CSV have in common.</summary>
internal static class PreRegistration
{
    public static async Task<Results<Created<PreRegistrationResponse>, ProblemHttpResult>> AnnounceAsync(
        string portCode,
        DateOnly expectedOn,
        IReadOnlyList<AnnouncedVehicle> announced,
        IReadOnlyList<LineError> badLines,
        EntryDb db,
        PortCatalog ports,
        ActionContext now,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGetFromRequest(portCode, out var port, out var unknownPort))
        {
            return unknownPort;
        }

        if (now.By.Firm is null && !now.By.MayActAt(port.Code))
        {
            return ProblemResults.OtherPort(port.Code);
        }

        if (PreRegistrationRules.Check(announced, expectedOn, port, now) is { Any: true } errors)
        {
            return errors.ToProblem();
        }

        var open = await LoadOpenAsync(db, announced, cancellationToken);
        if (open.Count > 0)
        {
            return ProblemResults.Conflict([
                .. announced
                    .Where(vehicle => open.ContainsKey(vehicle.Vehicle.Vin))
                    .Select(vehicle => (Movement: open[vehicle.Vehicle.Vin], vehicle.Vehicle))
                    .Select(both =>
                        both.Movement.Conflict(PreRegistrationRules.AlreadyOpen(both.Movement, both.Vehicle))
                    ),
            ]);
        }

        List<PreRegisteredVehicle> registered = [];
        foreach (var vehicle in announced)
        {
            var (movement, e) = Movement.PreRegister(port, vehicle.Vehicle, expectedOn, now);
            db.Movements.Add(movement);
            db.Record(e);
            registered.Add(
                new PreRegisteredVehicle(movement.Id, movement.Vin, vehicle.Line, Vin.FindWarning(movement.Vin))
            );
        }

        return TypedResults.Created(
            (string?)null,
            new PreRegistrationResponse { Movements = registered, BadLines = badLines }
        );
    }

    /// <summary>
    /// The open movements of these vehicles with the same firm, by VIN. Movements of other firms do not count: a refusal would reveal
    /// them.
    /// </summary>
    public static async Task<Dictionary<string, Movement>> LoadOpenAsync(
        EntryDb db,
        IReadOnlyList<AnnouncedVehicle> announced,
        CancellationToken cancellationToken
    )
    {
        var firms = announced.ToDictionary(a => a.Vehicle.Vin, a => a.Vehicle.Operator, StringComparer.Ordinal);
        var vins = firms.Keys.ToArray();
        var open = await db
            .Movements.Where(m => m.IsOpen && EF.Parameter(vins).Contains(m.Vin))
            .ToListAsync(cancellationToken);
        return open.Where(m => m.Operator == firms[m.Vin]).ToDictionary(m => m.Vin, StringComparer.Ordinal);
    }
}
