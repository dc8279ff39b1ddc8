namespace PortTracker.Verification;

/// <summary>Finds neighbours that are each valid but do not follow each other: one of them was rewritten.</summary>
internal sealed class ChainBreaks(
    string beginning,
    IEnumerable<TrailSegment> placed,
    AnchorCheck anchors,
    AuditFindings findings
)
{
    private readonly List<TrailSegment> _byPlace = [.. placed.OrderBy(segment => segment.FirstPlace)];

    public void Find()
    {
        for (var i = 0; i < _byPlace.Count; i++)
        {
            if (!IsBroken(i))
            {
                continue;
            }

            var (before, here) = (i is 0 ? null : _byPlace[i - 1], _byPlace[i]);
            var isBetweenTwo = here.Rows is 1 && IsBroken(i + 1);
            if (before is null || isBetweenTwo)
            {
                AddRewritten(here.First.Sequence);
                i += isBetweenTwo ? 1 : 0;
            }
            else if (!anchors.Confirms(before.LastPlace, before.LastHash))
            {
                AddRewritten(before.LastPlace - before.Shift);
            }
            else if (here.Rows is 1 && i == _byPlace.Count - 1)
            {
                findings.Add(here.First.Sequence, AuditFault.Inserted, "it does not follow the row before it");
            }
            else
            {
                AddRewritten(here.First.Sequence);
            }
        }
    }

    private bool IsBroken(int i) =>
        i < _byPlace.Count
        && _byPlace[i].FirstPlace == (i is 0 ? 0 : _byPlace[i - 1].LastPlace) + 1
        && (i is 0 ? beginning : _byPlace[i - 1].LastHash) is { } hash
        && _byPlace[i].First.PreviousHash != hash;

    private void AddRewritten(long sequence) =>
        findings.Add(sequence, AuditFault.Altered, "it was rewritten: the next row was written after a different one");
}
