using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Retention;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Facts;

/// <summary>Anonymises vehicles after the retention period. Their counts stay.</summary>
internal static class FactAnonymisation
{
    public static async Task<Guid?> NextAsync(
        ThroughputDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var facts = await db
            .Facts.Where(f => f.MovementId > after && f.Vin != null && !f.Vin.EndsWith(Vin.AnonymousEnd))
            .Where(f => f.Stage >= Stage.Departed)
            .Where(f => (f.DepartedAt ?? f.RefusedAt ?? f.ArrivedAt ?? f.PreRegisteredAt) < before)
            .OrderBy(f => f.MovementId)
            .NextBatch()
            .ToListAsync(cancellationToken);
        facts.ForEach(fact => fact.Anonymise());
        return facts.LastOf(fact => fact.MovementId);
    }
}
