using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Access;

/// <summary><c>POST /api/access/tokens/refreshes</c>: new tokens for a refresh token. Answers 401 if it has run out or was revoked. One that was used before ends its session.</summary>
public sealed record RefreshRequest
{
    /// <summary>The refresh token.</summary>
    [NotBlank(8_000)]
    public required string RefreshToken { get; init; }
}
