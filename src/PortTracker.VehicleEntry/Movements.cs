using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.VehicleEntry;

/// <summary>Looks movements up.</summary>
internal static class Movements
{
    public static async Task<Results<Ok<Page<EntryMovement>>, ProblemHttpResult>> ListAsync(
        EntryDb db,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string? port,
        [Description("VIN")] string? vin,
        EntryStatus? status,
        [Description("The page before's 'next'")] Guid? after,
        [Description("Items a page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var query = db.Movements.AsNoTracking().SeenBy(current.Caller);
        if (port is not null)
        {
            if (!ports.TryGet(port, out var known))
            {
                return Problems.Invalid("port", ports.UnknownPort(port));
            }

            query = query.Where(m => m.Port == known.Code);
        }

        if (vin is not null)
        {
            var normalised = Vin.Normalise(vin);
            query = query.Where(m => m.Vin == normalised);
        }

        if (status is not null)
        {
            query = query.Where(m => m.Status == status);
        }

        var page = await query
            .OldestFirst(db, m => m.Id, after)
            .ToPageAsync(limit, m => m.Id.ToString(), cancellationToken);
        return TypedResults.Ok(new Page<EntryMovement> { Items = [.. page.Items.Select(Show)], Next = page.Next });
    }

    public static async Task<Results<Ok<EntryMovement>, ProblemHttpResult>> GetAsync(
        Guid movementId,
        EntryDb db,
        CurrentCaller current,
        CancellationToken cancellationToken
    ) =>
        await db
            .Movements.AsNoTracking()
            .SeenBy(current.Caller)
            .FirstOrDefaultAsync(m => m.Id == movementId, cancellationToken)
            is { } movement
            ? TypedResults.Ok(Show(movement))
            : NotFound(movementId);

    public static async Task<Results<Ok<List<QueueChange>>, ProblemHttpResult>> QueueChangesAsync(
        Guid movementId,
        EntryDb db,
        CurrentCaller current,
        CancellationToken cancellationToken
    )
    {
        var caller = current.Caller;
        if (!await db.Movements.SeenBy(caller).AnyAsync(m => m.Id == movementId, cancellationToken))
        {
            return NotFound(movementId);
        }

        // A firm is told what was done with its vehicle and why; by whom is between the officers and their auditors.
        var isStaff = caller.Firm is null;
        return TypedResults.Ok(
            await db
                .QueueChanges.Where(change => change.MovementId == movementId)
                .OrderBy(change => change.Id)
                .Select(change => new QueueChange
                {
                    FromLane = change.FromLane,
                    ToLane = change.ToLane,
                    FromPosition = change.FromPosition,
                    ToPosition = change.ToPosition,
                    Actor = isStaff ? change.Actor : null,
                    Reason = change.Reason,
                    At = change.At,
                })
                .ToListAsync(cancellationToken)
        );
    }

    /// <summary>Those that a caller may know of. Of all others nothing may depend, not even the words of a refusal.</summary>
    public static IQueryable<Movement> SeenBy(this IQueryable<Movement> movements, Caller caller) =>
        caller.Firm is { } firm ? movements.Where(m => m.Operator == firm) : movements;

    private static ProblemHttpResult NotFound(Guid movementId) =>
        Problems.NotFound($"There is no movement {movementId}.");

    private static EntryMovement Show(Movement movement) =>
        new()
        {
            MovementId = movement.Id,
            Port = movement.Port,
            Version = movement.Version,
            State = movement.State(),
            OnSite = movement.IsOnSite,
        };
}
