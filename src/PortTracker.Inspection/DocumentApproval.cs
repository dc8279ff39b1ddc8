using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Inspection;

/// <summary>Documentary control of the yellow channel ends well.</summary>
internal static class DocumentApproval
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
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
                movement is { HasLeft: false, Status: InspectionStatus.DocumentaryControl }
                    ? null
                    : $"Only documents under documentary control can be approved; this movement is {movement.StateName}.",
            (movement, _, at) => movement.ApproveDocuments(at)
        );
}
