using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.Clearance;

/// <summary>A supervisor corrects the time at which a vehicle left, with a reason; the totals of both days follow.</summary>
internal static class DepartureCorrection
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        DepartureCorrectionRequest request,
        ClearanceDb db,
        CurrentAct act,
        CancellationToken cancellationToken
    )
    {
        var now = act.Now;
        var errors = new FieldErrors();
        errors.AddIfImpossible("departedAt", request.DepartedAt, now);
        var movement = await db.Movements.FindAsync([request.MovementId], cancellationToken);
        if (movement is { Status: ClearanceStatus.Departed } && request.DepartedAt < movement.GrantedAt)
        {
            errors.Add("departedAt", $"It was cleared at {movement.GrantedAt:u} and cannot have left before that.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return MovementActions.Perform(
            db,
            [new MovementRef { MovementId = request.MovementId, Version = request.Version }],
            movement is null ? [] : new Dictionary<Guid, Movement> { [movement.Id] = movement },
            now,
            "movements",
            m => m.Status is ClearanceStatus.Departed ? null : $"It has not left yet; it is {m.StateName}.",
            (m, _, at) => m.CorrectDeparture(Act.ToMilliseconds(request.DepartedAt), request.Reason, at)
        );
    }
}
