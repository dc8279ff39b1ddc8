namespace PortTracker.Contracts.Access;

/// <summary>The user who calls: <c>GET /api/access/me</c>.</summary>
public sealed record CurrentUser
{
    /// <summary>Identity of the account.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the account.</summary>
    public required string UserName { get; init; }

    /// <summary>Name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Roles, as of <see cref="Access.Roles"/>; none while an action is required.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Codes of the ports where the user may act; <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Ports { get; init; }

    /// <summary>Stages at which an officer may act: entry, inspection, clearance.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>USCC of the firm, for its users.</summary>
    public string? Firm { get; init; }

    /// <summary>Whether the account has a second factor.</summary>
    public required bool HasTwoFactor { get; init; }

    /// <summary>Whether the user signs in at the external provider, where password and second factor are changed.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The action that is required first; null for none.</summary>
    public RequiredAction? RequiredAction { get; init; }

    /// <summary>
    /// For a page, signed in by its cookie: what it sends in the header <c>X-Antiforgery</c> with each write. Null for bearer tokens, which
    /// need none.
    /// </summary>
    public string? AntiforgeryToken { get; init; }
}
