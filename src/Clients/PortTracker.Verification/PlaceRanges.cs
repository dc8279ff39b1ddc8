namespace PortTracker.Verification;

/// <summary>The places that a trail accounts for, and those that are missing between them.</summary>
internal sealed class PlaceRanges(IEnumerable<TrailSegment> segments)
{
    private readonly List<(long First, long Last)> _ranges =
    [
        .. segments.Select(segment => (segment.FirstPlace, segment.LastPlace)),
    ];

    /// <summary>The last place; 0 without any.</summary>
    public long End => _ranges.Select(range => range.Last).DefaultIfEmpty(0).Max();

    public bool Contains(long place) => _ranges.Exists(range => range.First <= place && place <= range.Last);

    public void Add(long place) => _ranges.Add((place, place));

    /// <summary>Gaps from place 1 to the end, or to a later place.</summary>
    public IEnumerable<(long First, long Last)> Missing(long? upTo = null)
    {
        var next = 1L;
        foreach (var (first, last) in _ranges.Order())
        {
            if (first > next)
            {
                yield return (next, first - 1);
            }

            next = Math.Max(next, last + 1);
        }

        if (upTo >= next)
        {
            yield return (next, upTo.Value);
        }
    }
}
