using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.Clearance;

/// <summary>An officer clears vehicles for departure.</summary>
internal static class GrantClearance
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
            isSelected: movement => !movement.IsHeld && movement.Status is ClearanceStatus.Pending,
            movement => movement.CannotGrantReason(),
            (movement, at) => movement.Grant(at),
            cancellationToken
        );
}
