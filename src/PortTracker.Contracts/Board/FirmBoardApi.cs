namespace PortTracker.Contracts;

/// <summary>
/// A movement as its own firm sees it, nobody else's: where it stands, since when, and all that is on its papers. That it is held is
/// told; why, and who did what, is not: officers write that for officers.
/// </summary>
public sealed record FirmMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Where it stands.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Since when it stands there (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>VIN.</summary>
    public required string Vin { get; init; }

    /// <summary>Number plate; null when it has none.</summary>
    public string? Plate { get; init; }

    /// <summary>Brand.</summary>
    public required string Brand { get; init; }

    /// <summary>Model.</summary>
    public required string Model { get; init; }

    /// <summary>Kind of vehicle.</summary>
    public required VehicleCategory Category { get; init; }

    /// <summary>Country for which it is bound.</summary>
    public required string Destination { get; init; }

    /// <summary>Its declaration.</summary>
    public required string DeclarationNumber { get; init; }

    /// <summary>Plate of its carrier; null when it comes on its own wheels.</summary>
    public string? CarrierPlate { get; init; }

    /// <summary>Day for which it is announced; null when it came unannounced.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>Number by which it is called; null before it is here.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>Lane in which it stands; null before it is here.</summary>
    public string? Lane { get; init; }

    /// <summary>Its place among all vehicles that stand in that lane, from 1; null when it does not stand in the port.</summary>
    public int? Position { get; init; }

    /// <summary>Its channel; null as long as none is assigned.</summary>
    public Channel? Channel { get; init; }

    /// <summary>When it came (UTC).</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When clearance was granted (UTC).</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>When clearance was refused (UTC).</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>When it left (UTC).</summary>
    public DateTimeOffset? DepartedAt { get; init; }
}

/// <summary>The place of a movement in its lane.</summary>
/// <param name="MovementId">The movement.</param>
/// <param name="Position">Its place, from 1.</param>
public sealed record LanePlace(Guid MovementId, int Position);

/// <summary>
/// What a firm has at a port at one moment: what is announced, what stands in the port, and what has left, was refused, did not come
/// or was cancelled today. The answer to <see cref="IQueueHub.WatchFirm"/>.
/// </summary>
public sealed record FirmSnapshot
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

    /// <summary>The firm's movements in each stage, in the order of the stages; a stage without any is left out.</summary>
    public required IReadOnlyList<StageCount> Counts { get; init; }

    /// <summary>
    /// The movements, in the order of the stages, the longest in its stage first. Of those announced, the first 5,000 by the day for
    /// which they are; the counts tell whether there are more, which <c>GET /api/board/firm/movements</c> lists.
    /// </summary>
    public required IReadOnlyList<FirmMovement> Movements { get; init; }
}

/// <summary>What changed for a firm at a port since the state with the number before.</summary>
public sealed record FirmDelta
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

    /// <summary>Movements that are new or changed.</summary>
    public required IReadOnlyList<FirmMovement> Changed { get; init; }

    /// <summary>Movements of which nothing has changed but their places: apart, as one vehicle that leaves moves up a whole lane.</summary>
    public required IReadOnlyList<LanePlace> Moved { get; init; }

    /// <summary>Movements that are no longer shown: they ended before today.</summary>
    public required IReadOnlyList<Guid> Gone { get; init; }

    /// <summary>The firm's movements in each stage now.</summary>
    public required IReadOnlyList<StageCount> Counts { get; init; }
}
