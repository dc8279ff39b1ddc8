namespace PortTracker.Contracts.Audit;

/// <summary>
/// How far an audit trail was at a moment, kept outside the database: a line of the anchor file. Who changes what is older must
/// change the anchors too.
/// </summary>
public sealed record AuditAnchor
{
    /// <summary>The service whose trail it is.</summary>
    public required string Service { get; init; }

    /// <summary>Number of the latest row; 0 when there was none.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its hash.</summary>
    public required string Hash { get; init; }

    /// <summary>When that was so (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}
