using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Inspection;

/// <summary>Physical inspection of the red channel: its beginning, and its end with what was found.</summary>
internal static class PhysicalInspection
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> StartAsync(
        InspectionRequest request,
        InspectionDb db,
        CurrentAct act,
        CancellationToken cancellationToken
    ) =>
        MovementActions.Perform(
            db,
            request.Movements,
            await db.FindAsync(request.Movements, cancellationToken),
            act.Now,
            "movements",
            movement =>
                movement is { HasLeft: false, Status: InspectionStatus.AwaitingInspection }
                    ? null
                    : $"Only a vehicle that awaits inspection can be inspected; this one is {movement.StateName}.",
            (movement, _, at) => movement.StartInspection(at)
        );

    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> CompleteAsync(
        CompletionRequest request,
        InspectionDb db,
        CurrentAct act,
        CancellationToken cancellationToken
    )
    {
        var refs = request
            .Inspections.Select(outcome => new MovementRef
            {
                MovementId = outcome.MovementId,
                Version = outcome.Version,
                OccurredAt = outcome.OccurredAt,
            })
            .ToList();
        return MovementActions.Perform(
            db,
            refs,
            await db.FindAsync(refs, cancellationToken),
            act.Now,
            "inspections",
            movement =>
                movement is { HasLeft: false, Status: InspectionStatus.UnderInspection }
                    ? null
                    : $"Only an inspection that has begun can end; this vehicle is {movement.StateName}.",
            (movement, i, at) => movement.CompleteInspection(request.Inspections[i].Findings, at)
        );
    }
}
