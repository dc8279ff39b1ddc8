namespace PortTracker.Contracts.Entry;

/// <summary>A change of a queue position, kept permanently: <c>GET /api/entry/movements/{id}/queue-changes</c>.</summary>
public sealed record QueueChange
{
    /// <summary>Lane before; null for an arrival.</summary>
    public string? FromLane { get; init; }

    /// <summary>Lane after.</summary>
    public required string ToLane { get; init; }

    /// <summary>Place in the lane before, from 1; null for an arrival.</summary>
    public int? FromPosition { get; init; }

    /// <summary>Place in the lane after, from 1, at that moment.</summary>
    public required int ToPosition { get; init; }

    /// <summary>Who changed it; null for callers of a firm.</summary>
    public string? Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}
