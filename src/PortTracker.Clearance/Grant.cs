using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Clearance;

/// <summary>An officer clears vehicles for departure.</summary>
internal static class Grant
{
    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        ClearanceRequest request,
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
            isMeant: movement => !movement.IsHeld && movement.Status is ClearanceStatus.Pending,
            movement => movement.WhyNotGrantable(),
            (movement, at) => movement.Grant(at),
            cancellationToken
        );
}
