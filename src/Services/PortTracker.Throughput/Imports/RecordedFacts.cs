using Microsoft.EntityFrameworkCore;
using PortTracker.ServiceHosting.Csv;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>Compares imported facts with those on record, which an import leaves as they are.</summary>
internal sealed class RecordedFacts(ThroughputDb db)
{
    /// <summary>The differences of each of these facts, which are all on record, in their order.</summary>
    public async Task<IReadOnlyList<Differences>> CompareAsync(
        IReadOnlyList<MovementFact> facts,
        CancellationToken cancellationToken
    )
    {
        var ids = facts.Select(fact => fact.MovementId).ToArray();
        var byId = await db
            .Facts.AsNoTracking()
            .Where(fact => EF.Parameter(ids).Contains(fact.MovementId))
            .ToDictionaryAsync(fact => fact.MovementId, cancellationToken);
        // Those known by their events have another id.
        var others = facts.Where(fact => !byId.ContainsKey(fact.MovementId)).ToList();
        var byDeparture = others is [] ? [] : await FindByDepartureAsync(others, cancellationToken);
        return
        [
            .. facts.Select(fact =>
                byId.GetValueOrDefault(fact.MovementId) is { } recorded
                || byDeparture.TryGetValue(new Departure(fact.Port, fact.Vin!, fact.DepartedAt), out recorded)
                    ? Between(recorded, fact)
                    : new Differences()
            ),
        ];
    }

    private async Task<Dictionary<Departure, MovementFact>> FindByDepartureAsync(
        List<MovementFact> facts,
        CancellationToken cancellationToken
    )
    {
        var ports = facts.Select(fact => fact.Port).Distinct().ToArray();
        var days = facts.Select(fact => fact.DepartedOn!.Value).Distinct().ToArray();
        var vins = facts.Select(fact => fact.Vin!).Distinct().ToArray();
        var recorded = await db
            .Facts.AsNoTracking()
            .Where(fact =>
                EF.Parameter(ports).Contains(fact.Port)
                && EF.Parameter(days).Contains(fact.DepartedOn!.Value)
                && EF.Parameter(vins).Contains(fact.Vin!)
            )
            .ToListAsync(cancellationToken);
        return recorded
            .DistinctBy(fact => new Departure(fact.Port, fact.Vin!, fact.DepartedAt))
            .ToDictionary(fact => new Departure(fact.Port, fact.Vin!, fact.DepartedAt));
    }

    private static Differences Between(MovementFact recorded, MovementFact sent)
    {
        var differences = new Differences();
        differences.Add("brand", recorded.Brand, sent.Brand);
        differences.Add("model", recorded.Model, sent.Model);
        differences.Add("category", recorded.Category, sent.Category);
        differences.Add("propulsion", recorded.Propulsion, sent.Propulsion);
        differences.Add("form", recorded.Form, sent.Form);
        differences.Add("destination", recorded.Destination, sent.Destination);
        differences.Add("operator", recorded.Operator, sent.Operator);
        // Deleted after the retention period.
        differences.Add(
            "declaration_number",
            recorded.DeclarationNumber,
            recorded.DeclarationNumber is null ? null : sent.DeclarationNumber
        );
        // Files need not state it.
        differences.Add("channel", recorded.Channel, sent.Channel ?? recorded.Channel);
        differences.Add("inspections", recorded.Inspections, sent.Inspections);
        differences.Add("findings", recorded.Findings, sent.Findings);
        differences.Add("arrived_at", recorded.ArrivedAt, sent.ArrivedAt);
        differences.Add("cleared_at", recorded.GrantedAt, sent.GrantedAt);
        return differences;
    }

    private sealed record Departure(string Port, string Vin, DateTimeOffset? At);
}
