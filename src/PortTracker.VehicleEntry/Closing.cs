using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.VehicleEntry;

/// <summary>Announced vehicles that did not come, or will not.</summary>
internal static class Closing
{
    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> NoShowAsync(
        ClosingRequest request,
        EntryDb db,
        CurrentAct act,
        CancellationToken cancellationToken
    ) => CloseAsync(request, db, act.Now, (movement, at) => movement.DidNotCome(request.Reason, at), cancellationToken);

    public static Task<Results<Ok<ActionResponse>, ProblemHttpResult>> CancelAsync(
        ClosingRequest request,
        EntryDb db,
        CurrentAct act,
        CancellationToken cancellationToken
    ) => CloseAsync(request, db, act.Now, (movement, at) => movement.Cancel(request.Reason, at), cancellationToken);

    private static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> CloseAsync(
        ClosingRequest request,
        EntryDb db,
        Act now,
        Func<Movement, Act, PortEvent> close,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        errors.AddIfImpossible("occurredAt", request.OccurredAt, now);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        var ids = request.Movements.Distinct().ToArray();
        var found = await db
            .Movements.SeenBy(now.By)
            .Where(m => EF.Parameter(ids).Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
        if (
            now.By.Firm is null
            && found.Values.FirstOrDefault(movement => !now.By.MayActAt(movement.Port)) is { } elsewhere
        )
        {
            return Problems.OtherPort(elsewhere.Port);
        }

        List<StateConflict> conflicts =
        [
            .. ids.Where(id => !found.ContainsKey(id)).Select(Problems.Unknown),
            .. found
                .Values.Where(m => m.Status is not EntryStatus.PreRegistered)
                .Select(m =>
                    m.Conflict(
                        $"{m.Vin} is {m.Status}: only a vehicle that is announced and has not come can be struck off."
                    )
                ),
        ];
        if (conflicts.Count > 0)
        {
            return Problems.Conflict(conflicts);
        }

        var act = now.At(request.OccurredAt);
        foreach (var id in ids)
        {
            db.Record(close(found[id], act));
        }

        return TypedResults.Ok(new ActionResponse { Movements = [.. ids.Select(id => found[id].Acted())] });
    }
}
