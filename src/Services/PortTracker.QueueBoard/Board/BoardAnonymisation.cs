using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Retention;

namespace PortTracker.QueueBoard.Board;

/// <summary>Anonymises vehicles after the retention period.</summary>
internal static class BoardAnonymisation
{
    public static async Task<Guid?> NextAsync(
        BoardDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var movements = await db
            .Movements.Where(m =>
                m.Id > after && m.LastAt < before && m.Vin != null && !m.Vin.EndsWith(Vin.AnonymousEnd)
            )
            .Where(m => m.Stage >= Stage.Departed)
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Anonymise());
        return movements.LastOf(movement => movement.Id);
    }
}
