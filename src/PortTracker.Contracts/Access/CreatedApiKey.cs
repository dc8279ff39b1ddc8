namespace PortTracker.Contracts.Access;

/// <summary>A key that was made.</summary>
public sealed record CreatedApiKey
{
    /// <summary>The key, without its secret.</summary>
    public required ApiKey Key { get; init; }

    /// <summary>The key, sent as <c>Authorization: Bearer …</c>. It is not shown again.</summary>
    public required string Secret { get; init; }
}
