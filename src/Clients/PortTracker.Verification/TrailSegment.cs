using PortTracker.Contracts.Audit;

namespace PortTracker.Verification;

/// <summary>
/// Rows that follow each other as they were written, or a single row of unknown origin. A row's place is the number with which
/// it was written; its sequence is the number that it has in the trail.
/// </summary>
internal sealed class TrailSegment(AuditEntry first)
{
    private long _lastSequence = first.Sequence;

    public TrailSegment(AuditEntry first, long place)
        : this(first) => PutAt(place);

    public AuditEntry First => first;
    public long FirstPlace { get; private set; }
    public long LastPlace { get; private set; }

    /// <summary>Hash of the last row; null if the segment was cut short.</summary>
    public string? LastHash { get; private set; } = first.Hash;

    public bool IsPlaced => FirstPlace > 0;
    public long Rows => LastPlace - FirstPlace + 1;
    public long Shift => FirstPlace - first.Sequence;

    public void PutAt(long place) => FirstPlace = LastPlace = place;

    /// <summary>Adds the row if it follows the last one. Returns whether it does.</summary>
    public bool TryContinue(AuditEntry row, long place)
    {
        if (!IsPlaced || row.Sequence != _lastSequence + 1 || place != LastPlace + 1 || row.PreviousHash != LastHash)
        {
            return false;
        }

        (_lastSequence, LastPlace, LastHash) = (row.Sequence, place, row.Hash);
        return true;
    }

    public void EndBefore(long place) => (LastPlace, LastHash) = (place - 1, null);
}
