namespace PortTracker.Contracts.Access;

/// <summary>
/// <c>GET /api/access/external/provider</c>: where people can sign in with an account that they have elsewhere; 404 where there is no such
/// place. A page sends them to <c>GET /api/access/external?returnUrl=/…</c> for it.
/// </summary>
public sealed record ExternalProvider
{
    /// <summary>Its name, for the button.</summary>
    public required string DisplayName { get; init; }
}
