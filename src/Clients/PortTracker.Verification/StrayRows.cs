namespace PortTracker.Verification;

/// <summary>Rows for which no place was found nearby: moved over a long distance, altered, or inserted.</summary>
internal static class StrayRows
{
    private const int MostAttempts = 200_000;

    /// <summary>Finds the places of rows that were exchanged over a long distance: places where rows are missing.</summary>
    public static void Place(IReadOnlyList<TrailSegment> segments)
    {
        var strays = segments.Where(segment => !segment.IsPlaced).ToList();
        if (strays.Count is 0)
        {
            return;
        }

        var ranges = new PlaceRanges(segments.Where(segment => segment.IsPlaced));
        var free = ranges
            .Missing(upTo: ranges.End + strays.Count)
            .SelectMany(gap => PlacesOf(gap.First, gap.Last))
            .Take(MostAttempts / strays.Count)
            .ToList();
        foreach (var stray in strays)
        {
            if (free.Find(place => TrailReader.Fits(stray.First, place)) is > 0 and var place)
            {
                stray.PutAt(place);
            }
        }
    }

    /// <summary>A row that was never written as it is: altered if the row of its place is missing, otherwise inserted.</summary>
    public static void Judge(
        string beginning,
        IReadOnlyList<TrailSegment> segments,
        List<TrailSegment> inOrder,
        PlaceRanges ranges,
        AnchorCheck anchors,
        AuditFindings findings
    )
    {
        foreach (var stray in segments.Where(segment => !segment.IsPlaced))
        {
            var sequence = stray.First.Sequence;
            var place = sequence + (inOrder.FindLast(segment => segment.First.Sequence < sequence)?.Shift ?? 0);
            var wasWritten =
                place < ranges.End || place <= anchors.LastPlace || stray.First.PreviousHash == HashOf(place - 1);
            if (place > 0 && wasWritten && !ranges.Contains(place))
            {
                findings.Add(sequence, AuditFault.Altered, "it differs from what was written");
                ranges.Add(place);
            }
            else
            {
                findings.Add(sequence, AuditFault.Inserted, "no such row was written");
            }
        }

        string? HashOf(long place) =>
            place is 0 ? beginning : inOrder.Find(segment => segment.LastPlace == place)?.LastHash;
    }

    private static IEnumerable<long> PlacesOf(long first, long last)
    {
        for (var place = first; place <= last; place++)
        {
            yield return place;
        }
    }
}
