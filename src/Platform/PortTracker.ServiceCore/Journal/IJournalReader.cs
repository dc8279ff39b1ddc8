namespace PortTracker.ServiceCore.Journal;

/// <summary>Reads a service's journal on behalf of other services.</summary>
internal interface IJournalReader
{
    Task<IReadOnlyList<RecordedEvent>> ReadAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>The position before the first entry that was recorded at this time or later.</summary>
    Task<long> BeforeAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
