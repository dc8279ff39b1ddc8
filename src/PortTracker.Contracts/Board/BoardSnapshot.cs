namespace PortTracker.Contracts.Board;

/// <summary>The whole board of a port at one moment: <c>GET /api/board/{port}</c>, and the answer to <see cref="IQueueHub.Watch"/>.</summary>
public sealed record BoardSnapshot
{
    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Name of the port.</summary>
    public required string PortName { get; init; }

    /// <summary>IANA name of the port's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The port's offset from UTC now, in minutes, for showing its clock without time zone data.</summary>
    public required int UtcOffsetMinutes { get; init; }

    /// <summary>Number of this state; the next delta has the next number.</summary>
    public required long Sequence { get; init; }

    /// <summary>The moment for which it holds (UTC).</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// Since when (UTC) the data may be stale, because a source service cannot be reached; null when all can.
    /// </summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Vehicles in each stage on site, in the order of the stages.</summary>
    public required IReadOnlyList<StageCount> Counts { get; init; }

    /// <summary>The vehicles in the port, first in its lane first.</summary>
    public required IReadOnlyList<BoardVehicle> Vehicles { get; init; }

    /// <summary>
    /// Vehicles in each lane, in the order of the configuration. A delta has none: its vehicles show what to add and to
    /// take away.
    /// </summary>
    public required IReadOnlyList<LaneCount> Lanes { get; init; }

    /// <summary>Today up to <see cref="AsOf"/>.</summary>
    public required BoardDay Today { get; init; }

    /// <summary>
    /// The day before, up to the same time of day on the port's clock as it is at <see cref="AsOf"/>; null when the port's record does
    /// not reach back over the whole of that day.
    /// </summary>
    public BoardDay? Yesterday { get; init; }
}
