namespace PortTracker.ServiceCore.Journal;

/// <summary>
/// A consumer's position in one journal: it has applied all entries up to the position, and ranges beyond it that arrived early.
/// A missing range in between was lost, or has not arrived yet.
/// </summary>
internal sealed class InboxPosition
{
    // Ranges beyond this number are dropped, and requested again.
    private const int MaxRanges = 100;

    public required string Source { get; init; }
    public required long Position { get; set; }
    public IReadOnlyList<SequenceRange> Ahead { get; private set; } = [];

    public void Take(long after, long last)
    {
        if (after > Position)
        {
            Ahead = [.. Merge([.. Ahead, new SequenceRange(after, last)]).Take(MaxRanges)];
            return;
        }

        Position = Math.Max(Position, last);
        while (Ahead is [var next, ..] && next.After <= Position)
        {
            Position = Math.Max(Position, next.Last);
            Ahead = [.. Ahead.Skip(1)];
        }
    }

    /// <summary>Goes back, so that later entries are applied again.</summary>
    public void Rewind(long position)
    {
        Position = Math.Min(Position, position);
        Ahead = [];
    }

    private static List<SequenceRange> Merge(IReadOnlyList<SequenceRange> ranges)
    {
        List<SequenceRange> merged = [];
        foreach (var range in ranges.OrderBy(range => range.After).ThenBy(range => range.Last))
        {
            if (merged is [.., var previous] && range.After <= previous.Last)
            {
                merged[^1] = previous with { Last = Math.Max(previous.Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged;
    }
}
