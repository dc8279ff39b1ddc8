namespace PortTracker.Contracts.Access;

/// <summary>Tokens of a signed-in user.</summary>
public sealed record AccessTokens
{
    /// <summary>Sent as <c>Authorization: Bearer …</c> with each request.</summary>
    public required string AccessToken { get; init; }

    /// <summary>For how many seconds from now the access token holds.</summary>
    public required long ExpiresIn { get; init; }

    /// <summary>For new tokens without a password: good once, for 14 days, and not beyond the end of the session.</summary>
    public required string RefreshToken { get; init; }
}
