namespace PortTracker.Verification;

/// <summary>A fault in an audit trail.</summary>
/// <param name="Sequence">Number of the row, or of the removed row.</param>
/// <param name="Fault">Kind of fault.</param>
/// <param name="What">Description of the fault.</param>
public sealed record AuditFinding(long Sequence, AuditFault Fault, string What);
