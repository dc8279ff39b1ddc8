using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Clearance;

/// <summary>An officer ends holds; the vehicles go on where they stood.</summary>
internal static class Resume
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
            isMeant: movement => movement.IsHeld,
            movement => movement.WhyNotResumable(),
            (movement, at) => movement.Resume(at),
            cancellationToken
        );
}
