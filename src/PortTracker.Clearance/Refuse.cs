using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Clearance;

/// <summary>An officer refuses clearance, with a reason; the vehicles go back inland.</summary>
internal static class Refuse
{
    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ReasonedClearanceRequest request,
        ClearanceDb db,
        PortCatalog ports,
        CurrentAct act,
        CancellationToken cancellationToken
    ) =>
        Selection.PerformAsync(
            db,
            ports,
            request,
            act.Now,
            isMeant: movement => !movement.IsHeld,
            movement => movement.WhyNotRefusable(),
            (movement, at) => movement.Refuse(request.Reason, at),
            cancellationToken
        );
}
