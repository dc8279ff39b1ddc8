using Microsoft.EntityFrameworkCore;

namespace PortTracker.Clearance;

/// <summary>Which vehicle was cleared, under which papers, is forgotten when its time is over.</summary>
internal static class Forgetting
{
    public static async Task<Guid?> NextAsync(
        ClearanceDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var movements = await db
            .Movements.Where(m => m.Id > after && m.Latest < before && m.Vin != null && !m.Vin.EndsWith("*"))
            .Where(m => m.Status == ClearanceStatus.Departed || m.Status == ClearanceStatus.Refused)
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Forget());
        return movements.LastOf(movement => movement.Id);
    }
}
