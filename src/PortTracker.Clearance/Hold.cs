using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Clearance;

/// <summary>An officer holds vehicles, with a reason.</summary>
internal static class Hold
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
            movement => movement.WhyNotHoldable(),
            (movement, at) => movement.Hold(request.Reason, at),
            cancellationToken
        );
}
