namespace PortTracker.Contracts.Access;

/// <summary>A user: <c>GET /api/access/users</c>.</summary>
public sealed record User : UserRights
{
    /// <summary>Identity of the account.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the account.</summary>
    public required string UserName { get; init; }

    /// <summary>Number of this state of the account.</summary>
    public required int Version { get; init; }

    /// <summary>Whether an administrator has locked it.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether it has a second factor.</summary>
    public required bool HasTwoFactor { get; init; }

    /// <summary>Whether a one-time password still has to be changed.</summary>
    public required bool MustChangePassword { get; init; }

    /// <summary>Whether it signs in at the external provider, which sets its rights at each sign-in. It has no password here.</summary>
    public bool IsExternal { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it signed in last (UTC); null for never.</summary>
    public DateTimeOffset? SignedInAt { get; init; }
}
