using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>Inserts imported facts in chunks, and counts those that are new.</summary>
internal sealed class FactImporter(IFactInserter inserter)
{
    private const int FactsAtOnce = 1_000;

    private readonly HashSet<(string Port, DateOnly Date)> days = [];
    private readonly List<MovementFact> chunk = [];

    public long Imported { get; private set; }

    public long AlreadyThere { get; private set; }

    /// <summary>The days with new facts, which must be counted again.</summary>
    public IReadOnlyCollection<(string Port, DateOnly Date)> Days => days;

    public async Task AddAsync(MovementFact fact, CancellationToken cancellationToken)
    {
        chunk.Add(fact);
        if (chunk.Count is FactsAtOnce)
        {
            await FlushAsync(cancellationToken);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var added = await inserter.InsertAsync(chunk, cancellationToken);
        Imported += added.Count;
        AlreadyThere += chunk.Count - added.Count;
        days.UnionWith(added.Select(fact => (fact.Port, fact.DepartedOn!.Value)));
        chunk.Clear();
    }
}
