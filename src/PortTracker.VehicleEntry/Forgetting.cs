using Microsoft.EntityFrameworkCore;

namespace PortTracker.VehicleEntry;

/// <summary>Which vehicle it was that came, and who changed its place, is forgotten when its time is over.</summary>
internal static class Forgetting
{
    public static async Task<Guid?> NextAsync(
        EntryDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        // When it left stands with the clearance service; it came shortly before.
        var movements = await db
            .Movements.Where(m => m.Id > after && !m.IsOpen && (m.ClosedAt ?? m.ArrivedAt) < before)
            .Where(m => !m.Vin.EndsWith("*"))
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Forget());

        var ids = movements.Select(movement => movement.Id).ToArray();
        var changes = await db
            .QueueChanges.Where(change => EF.Parameter(ids).Contains(change.MovementId))
            .ToListAsync(cancellationToken);
        changes.ForEach(change => change.Forget());
        return movements.LastOf(movement => movement.Id);
    }
}
