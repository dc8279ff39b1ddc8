using PortTracker.Contracts.Api;

namespace PortTracker.Throughput.Imports;

/// <summary>The bad lines of a file: counts all of them, and keeps the first.</summary>
internal sealed class RejectedLines
{
    private const int Kept = 1_000;
    private readonly List<LineError> first = [];

    public IReadOnlyList<LineError> First => first;

    public long Count { get; private set; }

    public void Add(IReadOnlyList<LineError> errors)
    {
        Count++;
        first.AddRange(errors.Take(Kept - first.Count));
    }
}
