using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Inspection;

/// <summary>A supervisor puts a movement into another channel, or has it inspected again, with a reason.</summary>
internal static class ReRoute
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ReRouteRequest request,
        InspectionDb db,
        CurrentAct act,
        CancellationToken cancellationToken
    )
    {
        MovementRef[] named =
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
            await db.FindAsync(named, cancellationToken),
            act.Now,
            "movements",
            movement =>
                movement switch
                {
                    { Status: null } => "It has not arrived: there is nothing to route yet.",
                    { Status: InspectionStatus.UnderInspection } =>
                        "It is being inspected: complete the inspection first.",
                    { Clearance: ClearanceStatus.Departed } =>
                        "It has left the port: only its departure can be corrected.",
                    { Clearance: ClearanceStatus.Refused } =>
                        "Its clearance was refused: it has no further way to go here.",
                    _ => null,
                },
            (movement, _, at) => movement.ReRouteTo(request.Channel, request.Reason, at)
        );
    }
}
