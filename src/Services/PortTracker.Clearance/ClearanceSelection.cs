using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Clearance;

/// <summary>
/// The movements that a request selects: those it names, or all vehicles in the port of a declaration or a carrier. Of the latter, those
/// on hold stay on hold, and those already dealt with stay as they are.
/// </summary>
internal static class ClearanceSelection
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> PerformAsync(
        ClearanceDb db,
        PortCatalog ports,
        ClearanceRequest request,
        ActionContext now,
        Func<Movement, bool> isSelected,
        Func<Movement, string?> cannot,
        Func<Movement, ActionContext, PortEvent> act,
        CancellationToken cancellationToken
    )
    {
        if (request.Movements is { Count: > 0 } named)
        {
            var refs = named.Select(m => m with { OccurredAt = m.OccurredAt ?? request.OccurredAt }).ToList();
            var found = await db.Movements.LoadAsync(refs, cancellationToken);
            return MovementActions.Perform(db, refs, found, now, "movements", cannot, (m, _, at) => act(m, at));
        }

        if (!ports.TryGetFromRequest(request.Port, out var port, out var unknownPort))
        {
            return unknownPort;
        }

        if (!now.By.MayActAt(port.Code))
        {
            return ProblemResults.OtherPort(port.Code);
        }

        var together = await OnSiteAsync(db, port, request, cancellationToken);
        var errors = new FieldErrors();
        Dictionary<Guid, string> heldBack = [];
        for (var i = 0; i < request.HoldBack.Count; i++)
        {
            var vin = Vin.Normalise(request.HoldBack[i].Vin);
            if (together.Find(m => m.Vin == vin) is { } movement)
            {
                heldBack[movement.Id] = request.HoldBack[i].Reason;
            }
            else
            {
                errors.Add(
                    $"holdBack[{i}].vin",
                    "No vehicle of this declaration or carrier with this VIN is in the port."
                );
            }
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var selected = together.FindAll(m => heldBack.ContainsKey(m.Id) ? !m.IsHeld : isSelected(m));
        if (selected.Count is 0)
        {
            return ProblemResults.Conflict([
                new StateConflict
                {
                    Reason = together.Count is 0
                        ? "No vehicle of this declaration or carrier is in the port."
                        : "Nothing to do. Each of its vehicles is on hold or already dealt with.",
                },
            ]);
        }

        return MovementActions.Perform(
            db,
            selected.ConvertAll(m => new MovementReference { MovementId = m.Id, OccurredAt = request.OccurredAt }),
            selected.ToDictionary(m => m.Id),
            now,
            "movements",
            m => heldBack.ContainsKey(m.Id) ? m.CannotHoldReason() : cannot(m),
            (m, _, at) => heldBack.TryGetValue(m.Id, out var reason) ? m.Hold(reason, at) : act(m, at)
        );
    }

    private static Task<List<Movement>> OnSiteAsync(
        ClearanceDb db,
        Port port,
        ClearanceRequest request,
        CancellationToken cancellationToken
    )
    {
        var onSite = db.Movements.Where(m =>
            m.Port == port.Code && (m.Status == ClearanceStatus.Pending || m.Status == ClearanceStatus.Granted)
        );
        if (request.DeclarationNumber is { } declaration)
        {
            var number = DeclarationNumber.Normalise(declaration);
            onSite = onSite.Where(m => m.DeclarationNumber == number);
        }
        else
        {
            var plate = Plate.Normalise(request.CarrierPlate) ?? "";
            onSite = onSite.Where(m => m.CarrierPlate == plate);
        }

        return onSite.OrderBy(m => m.Id).ToListAsync(cancellationToken);
    }
}
