using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>Inserts imported facts in chunks, counts those that are new, and compares the others with what is on record.</summary>
internal sealed class FactImporter(IFactInserter inserter, RecordedFacts recorded)
{
    private const int FactsAtOnce = 1_000;

    private readonly HashSet<(string Port, DateOnly Date)> days = [];
    private readonly List<(MovementFact Fact, int Line)> chunk = [];

    public long Imported { get; private set; }

    public long AlreadyThere { get; private set; }

    /// <summary>The lines that are on record with other values, which they keep.</summary>
    public LineNotes Different { get; } = new();

    /// <summary>The days with new facts, which must be counted again.</summary>
    public IReadOnlyCollection<(string Port, DateOnly Date)> Days => days;

    public async Task AddAsync(MovementFact fact, int line, CancellationToken cancellationToken)
    {
        chunk.Add((fact, line));
        if (chunk.Count is FactsAtOnce)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var added = await inserter.InsertAsync([.. chunk.Select(one => one.Fact)], cancellationToken);
        if (added.Count < chunk.Count)
        {
            await CompareAsync(added, cancellationToken);
        }

        Imported += added.Count;
        AlreadyThere += chunk.Count - added.Count;
        days.UnionWith(added.Select(fact => (fact.Port, fact.DepartedOn!.Value)));
        chunk.Clear();
    }

    private async Task CompareAsync(IReadOnlyList<MovementFact> added, CancellationToken cancellationToken)
    {
        var isNew = added.ToHashSet(ReferenceEqualityComparer.Instance);
        var others = chunk.FindAll(one => !isNew.Contains(one.Fact));
        var differences = await recorded.CompareAsync([.. others.Select(one => one.Fact)], cancellationToken);
        foreach (var ((fact, line), difference) in others.Zip(differences))
        {
            if (difference.Any)
            {
                Different.Add(line, $"{fact.Vin} is on record with other values, and was left as it is: {difference}.");
            }
        }
    }
}
