namespace PortTracker.Contracts;

/// <summary>Asks for events once more: <c>POST /api/{service}/replays</c> and <c>POST /api/{service}/refills</c>.</summary>
public sealed record ReplayRequest
{
    /// <summary>Only events that were recorded from then on (UTC); null for all that the journals still hold.</summary>
    public DateTimeOffset? From { get; init; }
}

/// <summary>A replay has begun; <c>GET /api/{service}/feed</c> tells how far it is.</summary>
public sealed record ReplayStarted
{
    /// <summary>The service whose projection is rebuilt.</summary>
    public required string Service { get; init; }

    /// <summary>
    /// For each service that it listens to, the position to which its feed went back. Empty where the events come through the broker
    /// and only some are asked for: then the feed does not go back, and they are applied as they come.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Positions { get; init; }
}

/// <summary>A service hands its journal to the broker once more.</summary>
public sealed record RefillStarted
{
    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>How many events it hands over.</summary>
    public required long Events { get; init; }
}
