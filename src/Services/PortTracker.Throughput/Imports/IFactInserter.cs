using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Imports;

/// <summary>Inserts imported facts that are not on record. Use it inside the context's transaction.</summary>
internal interface IFactInserter : IAsyncDisposable
{
    /// <summary>Inserts the facts, and returns those that are new.</summary>
    Task<IReadOnlyList<MovementFact>> InsertAsync(
        IReadOnlyList<MovementFact> facts,
        CancellationToken cancellationToken
    );
}
