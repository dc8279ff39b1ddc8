using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Inspection;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.Inspection;

/// <summary>Physical inspection of the red channel begins.</summary>
internal static class StartInspection
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        MovementsRequest request,
        InspectionDb db,
        CurrentAction current,
        CancellationToken cancellationToken
    ) =>
        MovementActions.Perform(
            db,
            request.Movements,
            await db.Movements.LoadAsync(request.Movements, cancellationToken),
            current.Now,
            "movements",
            movement => movement.CannotStartReason(),
            (movement, _, act) => movement.StartInspection(act)
        );
}
