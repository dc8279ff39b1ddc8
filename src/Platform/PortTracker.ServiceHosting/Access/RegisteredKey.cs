namespace PortTracker.ServiceHosting.Access;

/// <summary>An API key of a firm. Instants are milliseconds since 1970.</summary>
internal sealed class RegisteredKey
{
    public Guid Id { get; init; }
    public required byte[] Hash { get; init; }
    public required string Name { get; init; }
    public required string Firm { get; init; }

    /// <summary>The scopes, separated by commas.</summary>
    public required string Scopes { get; init; }
    public long ExpiresAt { get; init; }
    public long? RevokedAt { get; init; }
    public long? LastUsedAt { get; init; }
}
