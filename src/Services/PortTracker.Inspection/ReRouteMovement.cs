using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Inspection;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.Inspection;

/// <summary>A supervisor sends a movement to another channel, or to inspection again, with a reason.</summary>
internal static class ReRouteMovement
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ReRouteRequest request,
        InspectionDb db,
        CurrentAction current,
        CancellationToken cancellationToken
    )
    {
        MovementReference[] named =
        [
            new()
            {
                MovementId = request.MovementId,
                Version = request.Version,
                OccurredAt = request.OccurredAt,
            },
        ];
        return MovementActions.Perform(
            db,
            named,
            await db.Movements.LoadAsync(named, cancellationToken),
            current.Now,
            "movements",
            movement => movement.CannotReRouteReason(),
            (movement, _, act) => movement.ReRouteTo(request.Channel, request.Reason, act)
        );
    }
}
