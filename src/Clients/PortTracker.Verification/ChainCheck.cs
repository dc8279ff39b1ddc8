namespace PortTracker.Verification;

/// <summary>Derives from the segments of a trail which rows were altered, removed, inserted or moved.</summary>
internal static class ChainCheck
{
    /// <summary>Adds the findings. Returns the last place of the trail.</summary>
    public static long Check(
        string beginning,
        IReadOnlyList<TrailSegment> segments,
        AnchorCheck anchors,
        AuditFindings findings
    )
    {
        StrayRows.Place(segments);
        var placed = segments.Where(segment => segment.IsPlaced).ToList();
        var inOrder = SegmentOrder.MostInOrder(placed);
        SegmentOrder.FindMoved(placed, inOrder, findings);
        var ranges = new PlaceRanges(placed);
        StrayRows.Judge(beginning, segments, inOrder, ranges, anchors, findings);
        new ChainBreaks(beginning, placed, anchors, findings).Find();
        SegmentOrder.FindRenumbered(inOrder, ranges, findings);
        FindRemoved(ranges, findings);
        return ranges.End;
    }

    private static void FindRemoved(PlaceRanges ranges, AuditFindings findings)
    {
        foreach (var (first, last) in ranges.Missing())
        {
            findings.Add(
                first,
                AuditFault.Removed,
                first == last ? "it was removed" : $"the rows {first} to {last} were removed"
            );
        }
    }
}
