using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.Clearance;

/// <summary>An officer ends holds; the vehicles go on where they stood.</summary>
internal static class ResumeMovement
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
            isSelected: movement => movement.IsHeld,
            movement => movement.CannotResumeReason(),
            (movement, at) => movement.Resume(at),
            cancellationToken
        );
}
