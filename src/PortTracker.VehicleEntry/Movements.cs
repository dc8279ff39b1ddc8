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
        [Description("Code of the port")] string? port,
        [Description("VIN")] string? vin,
        EntryStatus? status,
        [Description("The page before's 'next'")] Guid? after,
        [Description("Items a page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var query = db.Movements.AsNoTracking();
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
        CancellationToken cancellationToken
    ) =>
        await db.Movements.AsNoTracking().FirstOrDefaultAsync(m => m.Id == movementId, cancellationToken)
            is { } movement
            ? TypedResults.Ok(Show(movement))
            : Problems.NotFound($"There is no movement {movementId}.");

    public static async Task<Results<Ok<List<QueueChange>>, ProblemHttpResult>> QueueChangesAsync(
        Guid movementId,
        EntryDb db,
        CancellationToken cancellationToken
    )
    {
        if (!await db.Movements.AnyAsync(m => m.Id == movementId, cancellationToken))
        {
            return Problems.NotFound($"There is no movement {movementId}.");
        }

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
                    Actor = change.Actor,
                    Reason = change.Reason,
                    At = change.At,
                })
                .ToListAsync(cancellationToken)
        );
    }

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
