using Microsoft.EntityFrameworkCore;

namespace PortTracker.VehicleEntry;

/// <summary>Learns from the clearance service which vehicles have left, so that they may come again.</summary>
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
            movements[e.Header.MovementId].Follow(e);
        }
    }
}
