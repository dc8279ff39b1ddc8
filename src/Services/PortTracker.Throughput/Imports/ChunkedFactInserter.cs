using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Vehicles;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>For a database server, where each statement is a round trip: looks up a whole chunk, then inserts what is new.</summary>
internal sealed class ChunkedFactInserter(ThroughputDb db) : IFactInserter
{
    public async Task<IReadOnlyList<MovementFact>> InsertAsync(
        IReadOnlyList<MovementFact> facts,
        CancellationToken cancellationToken
    )
    {
        var ids = facts.Select(fact => fact.MovementId).ToArray();
        var ports = facts.Select(fact => fact.Port).Distinct().ToArray();
        var days = facts.Select(fact => fact.DepartedOn!.Value).Distinct().ToArray();
        // Facts from events may be anonymised, so look for both forms. Imported facts are found by id.
        var vins = facts.SelectMany(fact => (string[])[fact.Vin!, Vin.Anonymise(fact.Vin!)]).Distinct().ToArray();
        var known = await db
            .Facts.Where(fact => EF.Parameter(ids).Contains(fact.MovementId))
            .Select(fact => fact.MovementId)
            .ToHashSetAsync(cancellationToken);
        // By the natural key, too: a movement that is known from events must not be counted twice.
        var there = await db
            .Facts.Where(fact =>
                EF.Parameter(ports).Contains(fact.Port)
                && EF.Parameter(days).Contains(fact.DepartedOn!.Value)
                && EF.Parameter(vins).Contains(fact.Vin!)
            )
            .Where(fact => !fact.Imported || !fact.Vin!.EndsWith(Vin.AnonymousEnd))
            .Select(fact => new NaturalKey(fact.Port, fact.Vin!, fact.DepartedAt))
            .ToHashSetAsync(cancellationToken);

        List<MovementFact> added =
        [
            .. facts.Where(fact =>
                !there.Contains(new NaturalKey(fact.Port, fact.Vin!, fact.DepartedAt))
                && !there.Contains(new NaturalKey(fact.Port, Vin.Anonymise(fact.Vin!), fact.DepartedAt))
                && known.Add(fact.MovementId)
            ),
        ];
        db.Facts.AddRange(added);
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return added;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed record NaturalKey(string Port, string Vin, DateTimeOffset? DepartedAt);
}
