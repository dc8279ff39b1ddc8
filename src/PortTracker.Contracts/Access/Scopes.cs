namespace PortTracker.Contracts.Access;

/// <summary>What an API key of a firm may be used for.</summary>
public static class Scopes
{
    /// <summary>Announce vehicles, and withdraw announcements.</summary>
    public const string Announce = "announce";

    /// <summary>See the firm's own movements.</summary>
    public const string Read = "read";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Announce, Read];
}
