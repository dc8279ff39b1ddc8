namespace PortTracker.Contracts.Access;

/// <summary>A password for the first sign-in, which has to be changed there. It is not shown again.</summary>
public sealed record OneTimePassword
{
    /// <summary>The user.</summary>
    public required User User { get; init; }

    /// <summary>The password.</summary>
    public required string Password { get; init; }

    /// <summary>When it expires (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
