namespace PortTracker.Contracts.Board;

/// <summary>What changed on a board since the state with the number before.</summary>
public sealed record BoardDelta
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

    /// <summary>Vehicles that are new or changed.</summary>
    public required IReadOnlyList<BoardVehicle> Changed { get; init; }

    /// <summary>Movements that are no longer in the port.</summary>
    public required IReadOnlyList<Guid> Gone { get; init; }

    /// <summary>Vehicles in each stage on site now.</summary>
    public required IReadOnlyList<StageCount> Counts { get; init; }

    /// <summary>Today up to <see cref="AsOf"/>.</summary>
    public required BoardDay Today { get; init; }

    /// <summary>
    /// The day before, up to the same time of day on the port's clock as it is at <see cref="AsOf"/>; null when the port's record does
    /// not reach back over the whole of that day.
    /// </summary>
    public BoardDay? Yesterday { get; init; }
}
