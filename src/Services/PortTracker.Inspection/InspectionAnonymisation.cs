using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Retention;

namespace PortTracker.Inspection;

/// <summary>Anonymises vehicles, and removes the inspectors' notes, after the retention period.</summary>
internal static class InspectionAnonymisation
{
    public static async Task<Guid?> NextAsync(
        InspectionDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var movements = await db
            .Movements.Where(m =>
                m.Id > after && m.AssignedAt < before && m.Vin != null && !m.Vin.EndsWith(Vin.AnonymousEnd)
            )
            .Where(m => m.Clearance == ClearanceStatus.Departed || m.Clearance == ClearanceStatus.Refused)
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Anonymise());
        return movements.LastOf(movement => movement.Id);
    }
}
