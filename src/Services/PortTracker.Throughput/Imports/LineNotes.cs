using PortTracker.Contracts.Api;

namespace PortTracker.Throughput.Imports;

/// <summary>The notes on the lines of a file: counts all of them, and keeps the first.</summary>
internal sealed class LineNotes
{
    private readonly List<LineNote> first = [];

    public IReadOnlyList<LineNote> First => first;

    public long Count { get; private set; }

    public void Add(int line, string message)
    {
        Count++;
        if (first.Count < Limits.BadLines)
        {
            first.Add(new LineNote(line, message));
        }
    }
}
