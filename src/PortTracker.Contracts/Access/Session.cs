namespace PortTracker.Contracts.Access;

/// <summary>A session of the signed-in user: <c>GET /api/access/me/sessions</c>. It begins with a sign-in.</summary>
public sealed record Session
{
    /// <summary>Identity of the session.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether a browser or a program signed in.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>What the browser or program called itself; null for nothing.</summary>
    public string? Device { get; init; }

    /// <summary>The network address that it signed in from; null if unknown.</summary>
    public string? Address { get; init; }

    /// <summary>When it signed in (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When a program last renewed its tokens (UTC); null for never.</summary>
    public DateTimeOffset? RenewedAt { get; init; }

    /// <summary>When it ends at the latest (UTC).</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether this request belongs to it.</summary>
    public required bool IsCurrent { get; init; }
}
