using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Inbox;

namespace PortTracker.QueueBoard.Board;

/// <summary>Applies events to the board's store, and the committed store to the live boards.</summary>
internal sealed class BoardProjection(BoardDb db, PortBoards boards) : IEventConsumer
{
    public async Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Header.MovementId).Distinct().ToArray();
        var movements = await db
            .Movements.Where(m => EF.Parameter(ids).Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);

        foreach (var e in events)
        {
            if (!movements.TryGetValue(e.Header.MovementId, out var movement))
            {
                db.Movements.Add(movements[e.Header.MovementId] = movement = new BoardMovement(e.Header));
            }

            movement.Apply(e);
        }

        db.OnCommitted(() => boards.Apply(movements.Values));
    }
}
