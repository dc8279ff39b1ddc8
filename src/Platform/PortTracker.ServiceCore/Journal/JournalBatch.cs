namespace PortTracker.ServiceCore.Journal;

/// <summary>The entries of a service's journal after one position, up to and including another.</summary>
internal sealed record JournalBatch(string Source, long After, long Last, IReadOnlyList<RecordedEvent> Lines)
{
    /// <summary>Splits the batch into batches of at most the given size.</summary>
    public IEnumerable<JournalBatch> Chunks(int size)
    {
        var after = After;
        foreach (var lines in Lines.Chunk(size))
        {
            // The last chunk ends where the batch ends, because the numbers of a journal can have gaps.
            var last = lines[^1] == Lines[^1] ? Last : lines[^1].Sequence;
            yield return new JournalBatch(Source, after, last, lines);
            after = last;
        }
    }
}
