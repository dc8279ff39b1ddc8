using Microsoft.EntityFrameworkCore;

namespace PortTracker.QueueBoard;

/// <summary>Which vehicle stood on the board is forgotten when its time is over.</summary>
internal static class Forgetting
{
    public static async Task<Guid?> NextAsync(
        BoardDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var movements = await db
            .Movements.Where(m => m.Id > after && m.LastAt < before && m.Vin != null && !m.Vin.EndsWith("*"))
            .Where(m => m.Stage >= Stage.Departed)
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Forget());
        return movements.LastOf(movement => movement.Id);
    }
}
