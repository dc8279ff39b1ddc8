using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Clearance;

/// <summary>Applies the events of gate and inspection: which vehicles await a decision.</summary>
internal sealed class ReadinessConsumer(ClearanceDb db, TimeProvider time) : IEventConsumer
{
    public async Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Header.MovementId).Distinct().ToArray();
        var movements = await db
            .Movements.Where(m => EF.Parameter(ids).Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
        var now = time.GetUtcNow().TruncateToMilliseconds();

        foreach (var e in events)
        {
            if (e is EntryEvent { Entry.Status: not EntryStatus.Arrived })
            {
                continue;
            }

            if (!movements.TryGetValue(e.Header.MovementId, out var movement))
            {
                db.Movements.Add(movements[e.Header.MovementId] = movement = new Movement(e.Header));
            }

            if (e is EntryEvent entry)
            {
                movement.Apply(entry);
            }
            else if (e is InspectionEvent inspection)
            {
                var act = new ActionContext(
                    Caller.Named(e.Header.Actor),
                    e.Header.OccurredAt,
                    now,
                    e.Header.CorrelationId
                );
                if (movement.Apply(inspection, act) is { } withdrawn)
                {
                    db.Record(withdrawn);
                }
            }
        }
    }
}
