namespace PortTracker.Verification;

/// <summary>Collects findings: one for each row and fault, and a limited number about details.</summary>
internal sealed class AuditFindings
{
    private const int MostListed = 50;
    private readonly Dictionary<(long Sequence, AuditFault Fault), string> _findings = [];
    private long _detailFindings;

    public long Count => _findings.Count + Math.Max(0, _detailFindings - MostListed);

    /// <summary>The first findings in the order of their rows.</summary>
    public IReadOnlyList<AuditFinding> First =>
        [
            .. _findings
                .Select(finding => new AuditFinding(finding.Key.Sequence, finding.Key.Fault, finding.Value))
                .OrderBy(finding => finding.Sequence)
                .Take(MostListed),
        ];

    public void Add(long sequence, AuditFault fault, string description) =>
        _findings.TryAdd((sequence, fault), description);

    /// <summary>Adds a finding about details. Every row can have one, so only the first are kept.</summary>
    public void AddForDetails(long sequence, AuditFault fault, string description)
    {
        if (_detailFindings++ < MostListed)
        {
            Add(sequence, fault, description);
        }
    }

    public void AddOutOfOrder(TrailSegment segment) =>
        Add(segment.First.Sequence, AuditFault.OutOfOrder, $"it was written as row {segment.FirstPlace}");

    /// <summary>Sequences of the rows found inserted.</summary>
    public List<long> InsertedRows() =>
        [.. _findings.Keys.Where(finding => finding.Fault is AuditFault.Inserted).Select(finding => finding.Sequence)];
}
