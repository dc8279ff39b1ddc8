namespace PortTracker.Verification;

/// <summary>Finds segments that are not at their place: duplicated, moved or renumbered.</summary>
internal static class SegmentOrder
{
    /// <summary>
    /// The segments with ascending places that together have the most rows. Of several such choices, the one whose shift changes
    /// least often.
    /// </summary>
    public static List<TrailSegment> MostInOrder(List<TrailSegment> placed)
    {
        const int None = -1;
        var best = new (long Rows, int Steady, int Before)[placed.Count];
        for (var i = 0; i < placed.Count; i++)
        {
            best[i] = (0, placed[i].Shift is 0 ? 1 : 0, None);
            for (var j = 0; j < i; j++)
            {
                var steady = best[j].Steady + (placed[j].Shift == placed[i].Shift ? 1 : 0);
                if (
                    placed[j].LastPlace < placed[i].FirstPlace
                    && (best[j].Rows, steady).CompareTo((best[i].Rows, best[i].Steady)) > 0
                )
                {
                    best[i] = (best[j].Rows, steady, j);
                }
            }

            best[i].Rows += placed[i].Rows;
        }

        List<TrailSegment> inOrder = [];
        var end = Enumerable.Range(0, placed.Count).OrderBy(i => (best[i].Rows, best[i].Steady)).LastOrDefault(None);
        for (var i = end; i is not None; i = best[i].Before)
        {
            inOrder.Insert(0, placed[i]);
        }

        return inOrder;
    }

    /// <summary>Finds segments outside the order, and removes the duplicates among them.</summary>
    public static void FindMoved(List<TrailSegment> placed, List<TrailSegment> inOrder, AuditFindings findings)
    {
        foreach (var segment in placed.Except(inOrder).ToList())
        {
            if (inOrder.Exists(other => other.FirstPlace <= segment.LastPlace && segment.FirstPlace <= other.LastPlace))
            {
                findings.Add(segment.First.Sequence, AuditFault.Inserted, $"it duplicates row {segment.FirstPlace}");
                placed.Remove(segment);
            }
            else
            {
                findings.AddOutOfOrder(segment);
            }
        }
    }

    /// <summary>Sequences grow as places do, except for rows that were inserted or removed.</summary>
    public static void FindRenumbered(List<TrailSegment> inOrder, PlaceRanges ranges, AuditFindings findings)
    {
        var missing = ranges.Missing().ToList();
        var inserted = findings.InsertedRows();
        var (sequence, place, usualShift) = (0L, 0L, 0L);
        foreach (var segment in inOrder)
        {
            var more = inserted.Count(number => number > sequence && number < segment.First.Sequence);
            var fewer = missing
                .Where(gap => gap.First > place && gap.Last < segment.FirstPlace)
                .Sum(gap => gap.Last - gap.First + 1);
            if (segment.Shift < usualShift - more || segment.Shift > usualShift + fewer)
            {
                findings.AddOutOfOrder(segment);
            }
            else
            {
                usualShift = segment.Shift;
            }

            (sequence, place) = (segment.LastPlace - segment.Shift, segment.LastPlace);
        }
    }
}
