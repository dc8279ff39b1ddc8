using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.VehicleEntry;

/// <summary>A supervisor gives a vehicle another place in the queue, on record with the reason.</summary>
internal static class QueueMove
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        QueueMoveRequest request,
        EntryDb db,
        PortCatalog ports,
        CurrentAct current,
        CancellationToken cancellationToken
    )
    {
        if (await db.Movements.FindAsync([request.MovementId], cancellationToken) is not { } movement)
        {
            return Problems.Conflict([Problems.Unknown(request.MovementId)]);
        }

        var act = current.Now;
        if (!act.By.MayActAt(movement.Port))
        {
            return Problems.OtherPort(movement.Port);
        }

        if (!movement.IsOnSite)
        {
            return Problems.Conflict([movement.Conflict("It does not stand in the queue now.")]);
        }

        if (request.Version is { } version && version != movement.Version)
        {
            return Problems.Conflict([movement.Conflict("It has changed since you looked: look again, then move it.")]);
        }

        Movement? before = null;
        if (request.Before is { } beforeId)
        {
            before = await db.Movements.FindAsync([beforeId], cancellationToken);
            if (before is not { IsOnSite: true } || before.Port != movement.Port || before.Id == movement.Id)
            {
                return Problems.Invalid("before", "This is no other vehicle that stands in the same port's queue now.");
            }
        }

        var lane = before?.Lane ?? request.Lane ?? movement.Lane!;
        if (request.Lane is { } asked && asked != lane)
        {
            return Problems.Invalid("lane", $"The vehicle named in 'before' stands in lane {lane}.");
        }

        if (
            ports[movement.Port].Lanes.FirstOrDefault(l => l.Name == lane)?.Takes(movement.Vehicle.Category) is not true
        )
        {
            return Problems.Invalid("lane", $"Lane {lane} does not take a {movement.Vehicle.Category}.");
        }

        long rank;
        if (before is null)
        {
            var queue = await db.Lanes.FindAsync([movement.Port, lane], cancellationToken);
            if (queue is null)
            {
                db.Lanes.Add(queue = new LaneQueue(movement.Port, lane));
            }

            rank = queue.NextRank(act.OccurredAt);
        }
        else
        {
            var ahead = await Queue(db, movement.Port, lane)
                .Where(m => m.QueueRank < before.QueueRank && m.Id != movement.Id)
                .MaxAsync(m => (long?)m.QueueRank, cancellationToken);
            rank = before.QueueRank - Math.Max((before.QueueRank - (ahead ?? 0)) / 2, 0);
            if (rank == before.QueueRank || rank == ahead)
            {
                return Problems.Conflict([
                    before.Conflict("There is no room left directly before this vehicle: put it before the one ahead."),
                ]);
            }
        }

        var fromLane = movement.Lane;
        var fromPosition = await PositionAsync(db, movement, movement.Lane!, movement.QueueRank, cancellationToken);
        var toPosition = await PositionAsync(db, movement, lane, rank, cancellationToken);
        db.Record(movement.MoveTo(lane, rank, request.Reason, act));
        db.QueueChanges.Add(
            new QueueChangeRecord
            {
                MovementId = movement.Id,
                FromLane = fromLane,
                ToLane = lane,
                FromPosition = fromPosition,
                ToPosition = toPosition,
                Actor = act.Actor,
                Reason = request.Reason,
                At = act.OccurredAt,
            }
        );
        return TypedResults.Ok(new ActionResponse { Movements = [movement.Acted()] });
    }

    private static IQueryable<Movement> Queue(EntryDb db, string port, string lane) =>
        db.Movements.Where(m => m.Port == port && m.IsOpen && m.Status == EntryStatus.Arrived && m.Lane == lane);

    private static async Task<int> PositionAsync(
        EntryDb db,
        Movement movement,
        string lane,
        long rank,
        CancellationToken cancellationToken
    ) =>
        await Queue(db, movement.Port, lane)
            .CountAsync(m => m.QueueRank < rank && m.Id != movement.Id, cancellationToken) + 1;
}
