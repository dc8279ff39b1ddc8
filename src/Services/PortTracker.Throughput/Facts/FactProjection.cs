using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Facts;

/// <summary>Applies the events of the three services to the facts, and marks the days to be counted again.</summary>
internal sealed class FactProjection(ThroughputDb db, PortCatalog ports) : IEventConsumer
{
    public async Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Header.MovementId).Distinct().ToArray();
        var facts = await db
            .Facts.Where(fact => EF.Parameter(ids).Contains(fact.MovementId))
            .ToDictionaryAsync(fact => fact.MovementId, cancellationToken);

        HashSet<(string Port, DateOnly Date)> touched = [];
        foreach (var e in events)
        {
            if (!facts.TryGetValue(e.Header.MovementId, out var fact))
            {
                fact = new MovementFact(e.Header.MovementId, ports[e.Header.Port].Code);
                facts.Add(fact.MovementId, fact);
                db.Facts.Add(fact);
            }

            var before = fact.DepartedOn;
            if (fact.Apply(e, ports[fact.Port]))
            {
                Touch(fact.Port, before);
                Touch(fact.Port, fact.DepartedOn);
            }
        }

        await db.DirtyDays.MarkAsync(touched, cancellationToken);

        void Touch(string port, DateOnly? date)
        {
            if (date is { } day)
            {
                touched.Add((port, day));
            }
        }
    }
}
