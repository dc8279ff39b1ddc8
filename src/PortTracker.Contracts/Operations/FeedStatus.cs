namespace PortTracker.Contracts.Operations;

/// <summary>How far a service has applied the events of the other services: <c>GET /api/{service}/feed</c>.</summary>
public sealed record FeedStatus
{
    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>Sequence number of the latest event in its own journal, 0 for none.</summary>
    public required long Head { get; init; }

    /// <summary>For each source service, the sequence number up to which it has committed.</summary>
    public required IReadOnlyDictionary<string, long> Positions { get; init; }

    /// <summary>Events that it could not apply and has set aside.</summary>
    public required int Failed { get; init; }
}
