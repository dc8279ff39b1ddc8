using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>Splits a trail into segments while it is read. An untouched trail is one segment.</summary>
internal sealed class TrailReader(AnchorCheck anchors, AuditFindings findings)
{
    // The farthest distance at which the place of a row is searched.
    private const int SearchDistance = 1_000;

    private readonly List<TrailSegment> _segments = [];
    private long _shift;

    public IReadOnlyList<TrailSegment> Segments => _segments;
    public long Rows { get; private set; }
    public AuditEntry? Last { get; private set; }

    public void Add(AuditEntry row)
    {
        Rows++;
        Last = row;
        if (PlaceOf(row) is not { } place)
        {
            _segments.Add(new TrailSegment(row));
            return;
        }

        _shift = place - row.Sequence;
        anchors.Observe(row, place);
        if (_segments is not [.., var segment] || !segment.TryContinue(row, place))
        {
            CutBefore(place);
            _segments.Add(new TrailSegment(row, place));
        }
    }

    /// <summary>Whether the row was written at this place: its hash includes the place.</summary>
    public static bool Fits(AuditEntry row, long place) =>
        place > 0 && AuditChain.Hash(row with { Sequence = place }) == row.Hash;

    /// <summary>The place at which the row was written; null if no such row was written nearby.</summary>
    private long? PlaceOf(AuditEntry row)
    {
        if (Fits(row, row.Sequence + _shift))
        {
            return row.Sequence + _shift;
        }

        for (var distance = 0; distance <= SearchDistance; distance++)
        {
            if (Fits(row, row.Sequence - distance))
            {
                return row.Sequence - distance;
            }

            if (Fits(row, row.Sequence + distance))
            {
                return row.Sequence + distance;
            }
        }

        return null;
    }

    /// <summary>If two rows claim one place, later rows follow the second: the first was inserted.</summary>
    private void CutBefore(long place)
    {
        if (_segments is not [.., { IsPlaced: true } before] || place < before.FirstPlace || place > before.LastPlace)
        {
            return;
        }

        for (var inserted = place; inserted <= before.LastPlace; inserted++)
        {
            findings.Add(
                inserted - before.Shift,
                AuditFault.Inserted,
                "it was inserted: the next row does not follow it"
            );
        }

        if (place == before.FirstPlace)
        {
            _segments.RemoveAt(_segments.Count - 1);
        }
        else
        {
            before.EndBefore(place);
        }
    }
}
