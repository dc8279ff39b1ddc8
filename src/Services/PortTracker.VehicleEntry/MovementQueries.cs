using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>Looks movements up.</summary>
internal static class MovementQueries
{
    public static async Task<Results<Ok<Page<EntryMovement>>, ProblemHttpResult>> ListAsync(
        EntryDb db,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string? port,
        [Description("VIN")] string? vin,
        EntryStatus? status,
        [Description("'next' of the previous page")] Guid? after,
        [Description("Items per page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var query = db.Movements.AsNoTracking().ReadableBy(current.Caller);
        if (port is not null)
        {
            if (!ports.TryGetFromRequest(port, out var known, out var unknownPort))
            {
                return unknownPort;
            }

            if (!current.Caller.MayReadAt(known.Code))
            {
                return ProblemResults.OtherPortToRead(known.Code);
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
        return TypedResults.Ok(
            new Page<EntryMovement> { Items = [.. page.Items.Select(ToContract)], Next = page.Next }
        );
    }

    public static async Task<Results<Ok<EntryMovement>, ProblemHttpResult>> GetAsync(
        Guid movementId,
        EntryDb db,
        CurrentCaller current,
        CancellationToken cancellationToken
    ) =>
        await db
            .Movements.AsNoTracking()
            .ReadableBy(current.Caller)
            .FirstOrDefaultAsync(m => m.Id == movementId, cancellationToken)
            is { } movement
            ? TypedResults.Ok(ToContract(movement))
            : NotFound(movementId);

    public static async Task<Results<Ok<List<QueueChange>>, ProblemHttpResult>> QueueChangesAsync(
        Guid movementId,
        EntryDb db,
        CurrentCaller current,
        CancellationToken cancellationToken
    )
    {
        var caller = current.Caller;
        if (!await db.Movements.ReadableBy(caller).AnyAsync(m => m.Id == movementId, cancellationToken))
        {
            return NotFound(movementId);
        }

        // A firm sees what was done with its vehicle and why. Only staff see who did it.
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

    /// <summary>
    /// The movements that exist for the caller: a firm's own. Answers must not depend on any others, not even the text of a refusal.
    /// </summary>
    public static IQueryable<Movement> SeenBy(this IQueryable<Movement> movements, Caller caller) =>
        caller.Firm is { } firm ? movements.Where(m => m.Operator == firm) : movements;

    /// <summary>The movements that the caller may read.</summary>
    private static IQueryable<Movement> ReadableBy(this IQueryable<Movement> movements, Caller caller)
    {
        var seen = movements.SeenBy(caller);
        if (caller.ReadablePorts is not { } own)
        {
            return seen;
        }

        var ports = own.ToArray();
        return seen.Where(m => EF.Parameter(ports).Contains(m.Port));
    }

    private static ProblemHttpResult NotFound(Guid movementId) =>
        ProblemResults.NotFound($"Movement {movementId} does not exist.");

    private static EntryMovement ToContract(Movement movement) =>
        new()
        {
            MovementId = movement.Id,
            Port = movement.Port,
            Version = movement.Version,
            State = movement.State(),
            OnSite = movement.IsOnSite,
        };
}
