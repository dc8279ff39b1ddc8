using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>A supervisor gives a vehicle another place in the queue. The change is recorded with the reason.</summary>
internal static class MoveInQueue
{
    public static async Task<Results<Ok<ActionResponse>, ProblemHttpResult>> HandleAsync(
        QueueMoveRequest request,
        EntryDb db,
        PortCatalog ports,
        CurrentAction current,
        CancellationToken cancellationToken
    )
    {
        var now = current.Now;
        MovementReference[] named = [new() { MovementId = request.MovementId, Version = request.Version }];
        var found = await db.Movements.LoadAsync(named, cancellationToken);
        if (MovementActions.Check(named, found, now, "movements", QueueMoveRules.CannotMoveReason) is { } refusal)
        {
            return refusal;
        }

        var movement = found[request.MovementId];
        var before = request.Before is { } id ? await db.Movements.FindAsync([id], cancellationToken) : null;
        if (QueueMoveRules.Check(request, movement, before, ports[movement.Port]) is { Any: true } errors)
        {
            return errors.ToProblem();
        }

        var lane = QueueMoveRules.LaneFor(request, movement, before);
        var rank = before is null
            ? await EndOfLaneAsync(db, movement.Port, lane, now.OccurredAt, cancellationToken)
            : await RankBeforeAsync(db, movement, before, cancellationToken);
        if (rank is null)
        {
            return ProblemResults.Conflict([
                before!.Conflict("No rank is free directly before this vehicle. Move it before the vehicle ahead."),
            ]);
        }

        db.QueueChanges.Add(
            new QueueChangeRecord
            {
                MovementId = movement.Id,
                FromLane = movement.Lane,
                ToLane = lane,
                FromPosition = await PositionAsync(db, movement, movement.Lane!, movement.QueueRank, cancellationToken),
                ToPosition = await PositionAsync(db, movement, lane, rank.Value, cancellationToken),
                Actor = now.Actor,
                Reason = request.Reason,
                At = now.OccurredAt,
            }
        );
        return MovementActions.Act(
            db,
            named,
            found,
            now,
            (m, _, act) => m.MoveTo(lane, rank.Value, request.Reason, act)
        );
    }

    private static async Task<long?> EndOfLaneAsync(
        EntryDb db,
        string port,
        string lane,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var queue = await db.Lanes.FindAsync([port, lane], cancellationToken);
        if (queue is null)
        {
            db.Lanes.Add(queue = new LaneQueue(port, lane));
        }

        return queue.NextRank(at);
    }

    private static async Task<long?> RankBeforeAsync(
        EntryDb db,
        Movement movement,
        Movement before,
        CancellationToken cancellationToken
    )
    {
        var ahead = await Queue(db, before.Port, before.Lane!)
            .Where(m => m.QueueRank < before.QueueRank && m.Id != movement.Id)
            .MaxAsync(m => (long?)m.QueueRank, cancellationToken);
        return QueueMoveRules.RankBetween(ahead, before.QueueRank);
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
