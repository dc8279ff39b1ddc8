namespace PortTracker.Contracts.Audit;

/// <summary>
/// What one person did to one thing, for good: a row of a service's audit trail, <c>GET /api/{service}/audit</c>. Each row holds the
/// hash of the one before, so that none can be changed, taken out, put in or moved unseen; <see cref="AuditChain"/> says how the
/// hashes are computed. Hashes are lower-case hexadecimal.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The service whose trail it is.</summary>
    public required string Service { get; init; }

    /// <summary>Its number in the trail: 1, 2, 3, … without a gap, in the order of the commits.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the service wrote it down (UTC), to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the id of the account, or the name of a caller who has none.</summary>
    public required string Actor { get; init; }

    /// <summary>What: the route that was called, such as <c>clearance/grants</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: the id of a movement, an account, a failed event …; null where the service as a whole is meant.</summary>
    public string? Subject { get; init; }

    /// <summary>Code of the port, where there is one.</summary>
    public string? Port { get; init; }

    /// <summary>Hash of the details; stays when they are removed.</summary>
    public required string DetailsHash { get; init; }

    /// <summary>Hash of the row before; of the first, <see cref="AuditChain.Beginning"/>.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>Hash of this row.</summary>
    public required string Hash { get; init; }

    /// <summary>Random bytes in the hash of the details, which prevent guessing the details; null once removed.</summary>
    public string? Salt { get; init; }

    /// <summary>The details exactly as they were written: <see cref="AuditDetails"/> as JSON. Null once they are removed.</summary>
    public string? Details { get; init; }
}
