using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.Clearance;

/// <summary>An officer holds vehicles, with a reason.</summary>
internal static class HoldMovement
{
    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ReasonedClearanceRequest request,
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
            movement => movement.CannotHoldReason(),
            (movement, at) => movement.Hold(request.Reason, at),
            cancellationToken
        );
}
