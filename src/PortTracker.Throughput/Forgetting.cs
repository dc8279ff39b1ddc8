using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary>Which vehicle a movement was is forgotten when its time is over. What is counted of it stays.</summary>
internal static class Forgetting
{
    public static async Task<Guid?> NextAsync(
        ThroughputDb db,
        DateTimeOffset before,
        Guid after,
        CancellationToken cancellationToken
    )
    {
        var facts = await db
            .Facts.Where(f => f.MovementId > after && f.Vin != null && !f.Vin.EndsWith("*"))
            .Where(f => f.Stage >= Stage.Departed)
            .Where(f => (f.DepartedAt ?? f.RefusedAt ?? f.ArrivedAt ?? f.PreRegisteredAt) < before)
            .OrderBy(f => f.MovementId)
            .NextBatch()
            .ToListAsync(cancellationToken);
        facts.ForEach(fact => fact.Forget());
        return facts.LastOf(fact => fact.MovementId);
    }
}
