namespace PortTracker.Contracts.Access;

/// <summary>An API key: <c>GET /api/access/keys</c>. The key itself is kept nowhere; only its hash is.</summary>
public sealed record ApiKey
{
    /// <summary>Identity of the key.</summary>
    public required Guid Id { get; init; }

    /// <summary>USCC of the firm.</summary>
    public required string Firm { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it runs out (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was revoked (UTC); null if it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was used last (UTC, to the minute); null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
