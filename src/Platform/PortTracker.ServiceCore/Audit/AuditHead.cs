namespace PortTracker.ServiceCore.Audit;

/// <summary>The latest row of an audit trail: its number and its hash.</summary>
internal sealed record AuditHead(long Sequence, byte[] Hash);
