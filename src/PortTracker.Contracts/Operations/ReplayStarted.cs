namespace PortTracker.Contracts.Operations;

/// <summary>A replay has started. <c>GET /api/{service}/feed</c> shows its progress.</summary>
public sealed record ReplayStarted
{
    /// <summary>The service whose projection is rebuilt.</summary>
    public required string Service { get; init; }

    /// <summary>
    /// For each source service, the position to which the feed was reset. Empty where the events arrive through the broker
    /// and only some are requested: then the feed is not reset, and they are applied as they arrive.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Positions { get; init; }
}
