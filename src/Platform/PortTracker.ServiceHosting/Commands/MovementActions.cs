using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.ServiceHosting.Commands;

/// <summary>Acts on several movements at once: on all of them, or on none.</summary>
public static class MovementActions
{
    /// <summary>Loads the movements that a request names.</summary>
    public static async Task<Dictionary<Guid, T>> LoadAsync<T>(
        this IQueryable<T> movements,
        IReadOnlyList<MovementReference> references,
        CancellationToken cancellationToken
    )
        where T : class, IMovement
    {
        var ids = references.Select(reference => reference.MovementId).ToArray();
        return await movements
            .Where(movement => EF.Parameter(ids).Contains(EF.Property<Guid>(movement, nameof(IMovement.Id))))
            .ToDictionaryAsync(movement => movement.Id, cancellationToken);
    }

    /// <summary>Checks all movements, then acts on each.</summary>
    /// <param name="db">The service's database; it records the events.</param>
    /// <param name="references">The movements that the request names, with the version that the caller knows.</param>
    /// <param name="found">The movements that exist.</param>
    /// <param name="now">The caller and the current time.</param>
    /// <param name="field">Name of the request's list, for messages.</param>
    /// <param name="cannot">Why the action is not possible on a movement, and what to do; null if it is possible.</param>
    /// <param name="act">Acts on a movement and returns the event; gets the movement's index in the list.</param>
    public static Results<Ok<ActionResponse>, ProblemHttpResult> Perform<T>(
        ServiceDbContext db,
        IReadOnlyList<MovementReference> references,
        IReadOnlyDictionary<Guid, T> found,
        ActionContext now,
        string field,
        Func<T, string?> cannot,
        Func<T, int, ActionContext, PortEvent> act
    )
        where T : IMovement
    {
        if (Check(references, found, now, field, cannot) is { } refusal)
        {
            return refusal;
        }

        return Act(db, references, found, now, act);
    }

    /// <summary>Why the request cannot be carried out; null if it can.</summary>
    public static ProblemHttpResult? Check<T>(
        IReadOnlyList<MovementReference> references,
        IReadOnlyDictionary<Guid, T> found,
        ActionContext now,
        string field,
        Func<T, string?> cannot
    )
        where T : IMovement
    {
        var errors = new FieldErrors();
        List<StateConflict> conflicts = [];
        HashSet<Guid> seen = [];
        for (var i = 0; i < references.Count; i++)
        {
            var reference = references[i];
            errors.AddIfImpossible($"{field}[{i}].occurredAt", reference.OccurredAt, now);
            if (found.TryGetValue(reference.MovementId, out var movement) && !MayActOn(now.By, movement))
            {
                return ProblemResults.OtherPort(movement.Port);
            }

            if (!seen.Add(reference.MovementId))
            {
                errors.Add($"{field}[{i}].movementId", "This movement is in the request twice. Send it once.");
            }
            else if (movement is null)
            {
                conflicts.Add(ProblemResults.Unknown(reference.MovementId));
            }
            else if (reference.Version is { } version && version != movement.Version)
            {
                conflicts.Add(
                    movement.Conflict("It has changed since you looked. Check its current state, then decide again.")
                );
            }
            else if (cannot(movement) is { } reason)
            {
                conflicts.Add(movement.Conflict(reason));
            }
            else if (reference.OccurredAt < movement.Latest - Limits.ClockSkew)
            {
                errors.Add(
                    $"{field}[{i}].occurredAt",
                    $"This time is before the previous step ({movement.Latest:u}). Check the clock of the device."
                );
            }
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        return conflicts.Count > 0 ? ProblemResults.Conflict(conflicts) : null;
    }

    /// <summary>Acts on movements that <see cref="Check{T}"/> accepted, and records what happened.</summary>
    public static Ok<ActionResponse> Act<T>(
        ServiceDbContext db,
        IReadOnlyList<MovementReference> references,
        IReadOnlyDictionary<Guid, T> found,
        ActionContext now,
        Func<T, int, ActionContext, PortEvent> act
    )
        where T : IMovement
    {
        var results = new ActionResult[references.Count];
        for (var i = 0; i < references.Count; i++)
        {
            var movement = found[references[i].MovementId];
            db.Record(act(movement, i, now.At(Later(references[i].OccurredAt ?? now.OccurredAt, movement.Latest))));
            results[i] = new ActionResult
            {
                MovementId = movement.Id,
                Version = movement.Version,
                State = movement.StateName,
            };
        }

        return TypedResults.Ok(new ActionResponse { Movements = results });
    }

    /// <summary>The entry of a movement in a 409.</summary>
    public static StateConflict Conflict(this IMovement movement, string reason) =>
        new()
        {
            MovementId = movement.Id,
            Vin = movement.Vin,
            State = movement.StateName,
            Version = movement.Version,
            Reason = reason,
        };

    private static bool MayActOn(Caller caller, IMovement movement) =>
        caller.MayActAt(movement.Port) || (caller.Firm is { } firm && firm == movement.Operator);

    // Clocks that differ slightly must not make a duration negative.
    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
