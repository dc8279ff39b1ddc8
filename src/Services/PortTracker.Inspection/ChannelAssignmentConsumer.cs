using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Inspection;

/// <summary>Assigns a channel to each vehicle that arrives, and applies the clearance service's decisions.</summary>
internal sealed class ChannelAssignmentConsumer(InspectionDb db, ChannelRules rules, TimeProvider time) : IEventConsumer
{
    private static readonly Caller By = Caller.Named("channel rules");

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

            if (e is ClearanceEvent clearance)
            {
                movement.Apply(clearance);
            }
            else if (e is EntryEvent entry)
            {
                var act = new ActionContext(By, now, now, e.Header.CorrelationId);
                if (movement.Apply(entry, rules, act) is { } assigned)
                {
                    db.Record(assigned);
                }
            }
        }
    }
}
