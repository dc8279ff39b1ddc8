using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Inspection;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Commands;

namespace PortTracker.Inspection;

/// <summary>Physical inspection of the red channel ends, with its findings.</summary>
internal static class CompleteInspection
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        CompletionRequest request,
        InspectionDb db,
        CurrentAction current,
        CancellationToken cancellationToken
    )
    {
        var named = request
            .Inspections.Select(outcome => new MovementReference
            {
                MovementId = outcome.MovementId,
                Version = outcome.Version,
                OccurredAt = outcome.OccurredAt,
            })
            .ToList();
        return MovementActions.Perform(
            db,
            named,
            await db.Movements.LoadAsync(named, cancellationToken),
            current.Now,
            "inspections",
            movement => movement.CannotCompleteReason(),
            (movement, i, act) => movement.CompleteInspection(request.Inspections[i].Findings, act)
        );
    }
}
