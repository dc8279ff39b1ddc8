using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.Clearance;

/// <summary>An officer refuses clearance, with a reason; the vehicles go back inland.</summary>
internal static class RefuseClearance
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
            movement => movement.CannotRefuseReason(),
            (movement, at) => movement.Refuse(request.Reason, at),
            cancellationToken
        );
}
