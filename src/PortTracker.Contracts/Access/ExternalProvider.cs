namespace PortTracker.Contracts.Access;

/// <summary>
/// <c>GET /api/access/external/provider</c>: the external sign-in provider; 404 if none is configured. A page sends people to
/// <c>GET /api/access/external?returnUrl=/…</c> to sign in with it.
/// </summary>
public sealed record ExternalProvider
{
    /// <summary>Its name, for the button.</summary>
    public required string DisplayName { get; init; }
}
