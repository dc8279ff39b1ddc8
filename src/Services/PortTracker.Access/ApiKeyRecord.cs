using PortTracker.Contracts.Access;

namespace PortTracker.Access;

/// <summary>An API key. Only the hash of the secret is stored.</summary>
internal sealed class ApiKeyRecord
{
    public required Guid Id { get; init; }
    public required byte[] Hash { get; init; }
    public required string Firm { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Written by every process that accepts the key.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public void Revoke(DateTimeOffset at) => RevokedAt ??= at;

    public ApiKey ToContract() =>
        new()
        {
            Id = Id,
            Firm = Firm,
            Name = Name,
            Scopes = Scopes,
            CreatedAt = CreatedAt,
            ExpiresAt = ExpiresAt,
            RevokedAt = RevokedAt,
            LastUsedAt = LastUsedAt,
        };
}
