using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Retention;

namespace PortTracker.VehicleEntry;

/// <summary>Anonymises vehicles, and who changed their queue position, after the retention period.</summary>
internal static class EntryAnonymisation
{
    public static async Task<Guid?> NextAsync(
        EntryDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        // The clearance service knows when the vehicle left, which is shortly after it arrived.
        var movements = await db
            .Movements.Where(m => m.Id > after && !m.IsOpen && (m.ClosedAt ?? m.ArrivedAt) < before)
            .Where(m => !m.Vin.EndsWith(Vin.AnonymousEnd))
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Anonymise());

        var ids = movements.Select(movement => movement.Id).ToArray();
        var changes = await db
            .QueueChanges.Where(change => EF.Parameter(ids).Contains(change.MovementId))
            .ToListAsync(cancellationToken);
        changes.ForEach(change => change.Anonymise());
        return movements.LastOf(movement => movement.Id);
    }
}
