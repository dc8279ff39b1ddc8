using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Clearance;

/// <summary>Cleared vehicles leave through the exit gate: they are exported.</summary>
internal static class Departure
{
    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ClearanceRequest request,
        ClearanceDb db,
        PortCatalog ports,
        CurrentAct act,
        CancellationToken cancellationToken
    ) =>
        Selection.PerformAsync(
            db,
            ports,
            request,
            act.Now,
            isMeant: movement => !movement.IsHeld,
            movement => movement.WhyNotDepartable(),
            (movement, at) =>
            {
                db.OnCommitted(() => PortMetrics.VehiclesDeparted(movement.Port, 1));
                return movement.Depart(at);
            },
            cancellationToken
        );
}
