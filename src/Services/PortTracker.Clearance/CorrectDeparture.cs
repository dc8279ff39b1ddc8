using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Storage;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Clearance;

/// <summary>A supervisor corrects the time of a departure, with a reason. The totals of both days change.</summary>
internal static class CorrectDeparture
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        DepartureCorrectionRequest request,
        ClearanceDb db,
        CurrentAction act,
        CancellationToken cancellationToken
    )
    {
        var now = act.Now;
        var errors = new FieldErrors();
        errors.AddIfImpossible("departedAt", request.DepartedAt, now);
        var movement = await db.Movements.FindAsync([request.MovementId], cancellationToken);
        if (movement is { Status: ClearanceStatus.Departed } && request.DepartedAt < movement.GrantedAt)
        {
            errors.Add("departedAt", $"It was cleared at {movement.GrantedAt:u}. Give a later time.");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return MovementActions.Perform(
            db,
            [new MovementReference { MovementId = request.MovementId, Version = request.Version }],
            movement is null ? [] : new Dictionary<Guid, Movement> { [movement.Id] = movement },
            now,
            "movements",
            m => m.Status is ClearanceStatus.Departed ? null : $"It has not left yet. It is {m.StateName}.",
            (m, _, at) => m.CorrectDeparture(request.DepartedAt.TruncateToMilliseconds(), request.Reason, at)
        );
    }
}
