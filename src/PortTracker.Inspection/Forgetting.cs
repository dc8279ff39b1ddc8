using Microsoft.EntityFrameworkCore;

namespace PortTracker.Inspection;

/// <summary>Which vehicle was inspected, and what the inspectors wrote, is forgotten when its time is over.</summary>
internal static class Forgetting
{
    public static async Task<Guid?> NextAsync(
        InspectionDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var movements = await db
            .Movements.Where(m => m.Id > after && m.AssignedAt < before && m.Vin != null && !m.Vin.EndsWith("*"))
            .Where(m => m.Clearance == ClearanceStatus.Departed || m.Clearance == ClearanceStatus.Refused)
            .OrderBy(m => m.Id)
            .NextBatch()
            .ToListAsync(cancellationToken);
        movements.ForEach(movement => movement.Forget());
        return movements.LastOf(movement => movement.Id);
    }
}
