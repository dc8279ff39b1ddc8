namespace PortTracker.Contracts;

/// <summary>One vehicle in the port, as the public may see it.</summary>
public sealed record BoardVehicle
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Number by which it is called.</summary>
    public required string QueueNumber { get; init; }

    /// <summary>Lane in which it stands.</summary>
    public required string Lane { get; init; }

    /// <summary>Masked plate, or masked VIN where there is no plate.</summary>
    public required string Plate { get; init; }

    /// <summary>Kind of vehicle.</summary>
    public required VehicleCategory Category { get; init; }

    /// <summary>Where it stands.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Since when it stands there (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it came (UTC).</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>Order in its lane; lower is earlier.</summary>
    public required long Rank { get; init; }
}

/// <summary>What has happened on a business day, in the port's time zone, up to a time of that day.</summary>
/// <param name="Date">The business day.</param>
/// <param name="Arrived">Vehicles that came.</param>
/// <param name="Cleared">Vehicles that were granted clearance.</param>
/// <param name="Departed">Vehicles that left: exported.</param>
/// <param name="Refused">Vehicles that were refused.</param>
public sealed record BoardDay(DateOnly Date, int Arrived, int Cleared, int Departed, int Refused);

/// <summary>Vehicles in one stage.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Vehicles">How many stand in it.</param>
public sealed record StageCount(Stage Stage, int Vehicles);

/// <summary>Vehicles in one lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Counts">How many stand in it in each stage on site, in the order of the stages.</param>
public sealed record LaneCount(string Lane, IReadOnlyList<StageCount> Counts);

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
    /// Since when (UTC) what is shown may be out of date, because a service behind the board cannot be heard; null when all can.
    /// </summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>Vehicles in each stage on site, in the order of the stages.</summary>
    public required IReadOnlyList<StageCount> Counts { get; init; }

    /// <summary>The vehicles in the port, first in its lane first.</summary>
    public required IReadOnlyList<BoardVehicle> Vehicles { get; init; }

    /// <summary>
    /// Vehicles in each lane, in the order in which the port has its lanes. A delta has none: its vehicles tell what to add and to
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

/// <summary>What changed on a board since the state with the number before.</summary>
public sealed record BoardDelta
{
    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Number of the new state; who has not the state numbered one less asks for a snapshot.</summary>
    public required long Sequence { get; init; }

    /// <summary>The moment for which it holds (UTC).</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// Since when (UTC) what is shown may be out of date, because a service behind the board cannot be heard; null when all can.
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

/// <summary>Calls that a client may make on the hub at <see cref="Route"/>.</summary>
public interface IQueueHub
{
    /// <summary>Path of the hub.</summary>
    const string Route = "/hubs/queue";

    /// <summary>Starts to watch a port's board, in place of the one watched before. Also the way to recover from a gap.</summary>
    /// <param name="port">Code of the port; a hub error if there is none by it.</param>
    /// <returns>The board now; deltas with higher numbers follow.</returns>
    Task<BoardSnapshot> Watch(string port);

    /// <summary>
    /// Starts to watch the own firm's movements at a port, in place of those watched before; a board that is watched stays so. For
    /// users and API keys of a firm that may read, and only as long as they may: the connection of a session that was ended, or of
    /// a key that was revoked or has run out, is closed. Also the way to recover from a gap.
    /// </summary>
    /// <param name="port">Code of the port; a hub error if there is none by it.</param>
    /// <returns>The firm's movements now; deltas with higher numbers follow.</returns>
    Task<FirmSnapshot> WatchFirm(string port);
}

/// <summary>Calls that the hub makes on its clients.</summary>
public interface IQueueHubClient
{
    /// <summary>The watched board has changed; sent at most four times a second.</summary>
    Task BoardChanged(BoardDelta delta);

    /// <summary>The watched movements of the own firm have changed; sent at most four times a second.</summary>
    Task FirmChanged(FirmDelta delta);
}

/// <summary>A port: <c>GET /api/board/ports</c>.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">IANA name of its time zone.</param>
/// <param name="UtcOffsetMinutes">Its offset from UTC now, in minutes, for showing its clock without time zone data.</param>
public sealed record PortInfo(string Code, string Name, string TimeZone, int UtcOffsetMinutes);
