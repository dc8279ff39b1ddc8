namespace PortTracker.Contracts.Board;

/// <summary>What changed for a firm at a port since the state with the number before.</summary>
public sealed record FirmDelta
{
    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Number of the new state. A client that does not have the previous number asks for a snapshot.</summary>
    public required long Sequence { get; init; }

    /// <summary>The moment for which it holds (UTC).</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// Since when (UTC) the data may be stale, because a source service cannot be reached; null when all can.
    /// </summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Movements that are new or changed.</summary>
    public required IReadOnlyList<FirmMovement> Changed { get; init; }

    /// <summary>Movements that changed only their position, listed separately because one departure moves up a whole lane.</summary>
    public required IReadOnlyList<LanePlace> Moved { get; init; }

    /// <summary>Movements that are no longer shown: they ended before today.</summary>
    public required IReadOnlyList<Guid> Gone { get; init; }

    /// <summary>The firm's movements in each stage now.</summary>
    public required IReadOnlyList<StageCount> Counts { get; init; }
}
