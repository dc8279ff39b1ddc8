using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.Clearance;

/// <summary>Cleared vehicles leave through the exit gate.</summary>
internal static class RecordDeparture
{
    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ClearanceRequest request,
        ClearanceDb db,
        PortCatalog ports,
        CurrentAction act,
        CancellationToken cancellationToken
    ) =>
        ClearanceSelection.PerformAsync(
            db,
            ports,
            request,
            act.Now,
            isSelected: movement => !movement.IsHeld,
            movement => movement.CannotDepartReason(),
            (movement, at) =>
            {
                db.OnCommitted(() => PortMetrics.VehiclesDeparted(movement.Port, 1));
                return movement.Depart(at);
            },
            cancellationToken
        );
}
