using Microsoft.EntityFrameworkCore;

namespace PortTracker.Inspection;

/// <summary>Gives each vehicle that arrives its channel, and learns from the clearance service what is decided.</summary>
internal sealed class ChannelAssignment(InspectionDb db, ChannelRules rules, TimeProvider time) : IEventConsumer
{
    private static readonly Caller By = Caller.Named("channel rules");

    public async Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Header.MovementId).Distinct().ToArray();
        var movements = await db
            .Movements.Where(m => EF.Parameter(ids).Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
        var now = Act.ToMilliseconds(time.GetUtcNow());

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
                movement.Follow(clearance);
            }
            else if (e is EntryEvent entry)
            {
                var act = new Act(By, now, now, e.Header.CorrelationId);
                if (movement.Follow(entry, rules, act) is { } assigned)
                {
                    db.Record(assigned);
                }
            }
        }
    }
}
