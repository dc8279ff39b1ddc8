using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.ServiceDefaults;

/// <summary>A service's own part of a movement, on which people act.</summary>
public interface IMovement
{
    Guid Id { get; }
    string Port { get; }
    string? Vin { get; }
    int Version { get; }

    /// <summary>Its state at this service, in a word.</summary>
    string StateName { get; }

    /// <summary>When the latest thing happened that this service knows of; nothing later can have happened before.</summary>
    DateTimeOffset Latest { get; }
}

/// <summary>Acts on many movements at once: on all, or on none.</summary>
public static class MovementActions
{
    /// <param name="db">The service's database; it records the events.</param>
    /// <param name="refs">The movements named, with what the actor knew of each.</param>
    /// <param name="found">Those that exist.</param>
    /// <param name="now">Who acts, and the time now.</param>
    /// <param name="field">Name of the request's list, for messages.</param>
    /// <param name="whyNot">Why the action cannot be done on a movement, and what to do; null if it can.</param>
    /// <param name="act">Does it and returns what happened; gets the place in the list.</param>
    public static Results<Ok<ActionResponse>, ProblemHttpResult> Perform<T>(
        ServiceDbContext db,
        IReadOnlyList<MovementRef> refs,
        IReadOnlyDictionary<Guid, T> found,
        Act now,
        string field,
        Func<T, string?> whyNot,
        Func<T, int, Act, PortEvent> act
    )
        where T : IMovement
    {
        var errors = new FieldErrors();
        List<StateConflict> conflicts = [];
        HashSet<Guid> seen = [];
        for (var i = 0; i < refs.Count; i++)
        {
            var named = refs[i];
            errors.AddIfImpossible($"{field}[{i}].occurredAt", named.OccurredAt, now);
            if (found.TryGetValue(named.MovementId, out var meant) && !now.By.MayActAt(meant.Port))
            {
                return Problems.OtherPort(meant.Port);
            }

            if (!seen.Add(named.MovementId))
            {
                errors.Add($"{field}[{i}].movementId", "This movement is in the request twice.");
            }
            else if (!found.TryGetValue(named.MovementId, out var movement))
            {
                conflicts.Add(Problems.Unknown(named.MovementId));
            }
            else if (named.Version is { } version && version != movement.Version)
            {
                conflicts.Add(
                    movement.Conflict("It has changed since you looked: look at its state now, then decide again.")
                );
            }
            else if (whyNot(movement) is { } reason)
            {
                conflicts.Add(movement.Conflict(reason));
            }
            else if (named.OccurredAt < movement.Latest - Limits.ClockSkew)
            {
                errors.Add(
                    $"{field}[{i}].occurredAt",
                    $"This lies before the step that precedes it ({movement.Latest:u}): check the clock of the device."
                );
            }
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (conflicts.Count > 0)
        {
            return Problems.Conflict(conflicts);
        }

        var acted = new Acted[refs.Count];
        for (var i = 0; i < refs.Count; i++)
        {
            var movement = found[refs[i].MovementId];
            db.Record(act(movement, i, now.At(Later(refs[i].OccurredAt ?? now.OccurredAt, movement.Latest))));
            acted[i] = new Acted
            {
                MovementId = movement.Id,
                Version = movement.Version,
                State = movement.StateName,
            };
        }

        return TypedResults.Ok(new ActionResponse { Movements = acted });
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

    // Clocks that differ a little shall not make a duration negative.
    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
