namespace PortTracker.ServiceDefaults;

/// <summary>
/// What a service does with events of the others. It runs inside the service's own transaction, in batches; the same events
/// may come again, and in any order, and must end in the same state.
/// </summary>
public interface IEventConsumer
{
    Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken);
}

/// <summary>A stretch of a service's journal: all that it holds after one position and up to another.</summary>
internal sealed record Segment(string Source, long After, long Last, IReadOnlyList<JournalLine> Lines)
{
    /// <summary>The same stretch in pieces of at most so many events.</summary>
    public IEnumerable<Segment> Chunks(int size)
    {
        var after = After;
        foreach (var lines in Lines.Chunk(size))
        {
            // The last piece reaches as far as the whole: a journal may have gaps in its numbers.
            var last = lines[^1] == Lines[^1] ? Last : lines[^1].Sequence;
            yield return new Segment(Source, after, last, lines);
            after = last;
        }
    }
}
