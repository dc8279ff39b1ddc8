using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Inbox;

namespace PortTracker.VehicleEntry;

/// <summary>Applies the clearance service's events: a vehicle that has left may arrive again.</summary>
internal sealed class ExitConsumer(EntryDb db) : IEventConsumer
{
    public async Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Header.MovementId).Distinct().ToArray();
        var movements = await db
            .Movements.Where(m => EF.Parameter(ids).Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
        foreach (var e in events.OfType<ClearanceEvent>())
        {
            movements[e.Header.MovementId].Apply(e);
        }
    }
}
