using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Retention;

namespace PortTracker.Clearance;

/// <summary>Anonymises vehicles and their papers after the retention period.</summary>
internal static class ClearanceAnonymisation
{
    public static async Task<Guid?> NextAsync(
        ClearanceDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var movements = await db
            .Movements.Where(m =>
                m.Id > after && m.Latest < before && m.Vin != null && !m.Vin.EndsWith(Vin.AnonymousEnd)
            )
            .Where(m => m.Status == ClearanceStatus.Departed || m.Status == ClearanceStatus.Refused)
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Anonymise());
        return movements.LastOf(movement => movement.Id);
    }
}
