using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Clearance;

/// <summary>
/// The movements that a request means, by themselves, or as all vehicles of a declaration or carrier that stand in the port.
/// Of the latter, those on hold stay on hold, and those to which it was done already are left alone.
/// </summary>
internal static class Selection
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> PerformAsync(
        ClearanceDb db,
        PortCatalog ports,
        ClearanceRequest request,
        Act now,
        Func<Movement, bool> isMeant,
        Func<Movement, string?> whyNot,
        Func<Movement, Act, PortEvent> act,
        CancellationToken cancellationToken
    )
    {
        if (request.Movements is { Count: > 0 } named)
        {
            var refs = named.Select(m => m with { OccurredAt = m.OccurredAt ?? request.OccurredAt }).ToList();
            var ids = refs.ConvertAll(m => m.MovementId).ToArray();
            var found = await db
                .Movements.Where(m => EF.Parameter(ids).Contains(m.Id))
                .ToDictionaryAsync(m => m.Id, cancellationToken);
            return MovementActions.Perform(db, refs, found, now, "movements", whyNot, (m, _, at) => act(m, at));
        }

        if (!ports.TryGet(request.Port, out var port))
        {
            return Problems.Invalid("port", ports.UnknownPort(request.Port));
        }

        if (!now.By.MayActAt(port.Code))
        {
            return Problems.OtherPort(port.Code);
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
                    "No vehicle with this VIN of this declaration or carrier stands in the port."
                );
            }
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var meant = together.FindAll(m => heldBack.ContainsKey(m.Id) ? !m.IsHeld : isMeant(m));
        if (meant.Count is 0)
        {
            return Problems.Conflict([
                new StateConflict
                {
                    Reason = together.Count is 0
                        ? "No vehicle of this declaration or carrier stands in the port."
                        : "There is nothing to do: each of its vehicles is on hold, or was done already.",
                },
            ]);
        }

        return MovementActions.Perform(
            db,
            meant.ConvertAll(m => new MovementRef { MovementId = m.Id, OccurredAt = request.OccurredAt }),
            meant.ToDictionary(m => m.Id),
            now,
            "movements",
            m => heldBack.ContainsKey(m.Id) ? m.WhyNotHoldable() : whyNot(m),
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
