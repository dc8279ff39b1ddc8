using System.ComponentModel.DataAnnotations;

namespace PortTracker.Contracts;

/// <summary>
/// <c>POST /api/entry/pre-registrations</c>: an operator announces one or many vehicles, a firm its own only. Answers 201, or 400 and
/// 409 with nothing taken. What another firm has announced does not matter: the papers at the gate decide.
/// </summary>
public sealed record PreRegistrationRequest
{
    /// <summary>Code of the port.</summary>
    [Given(16)]
    public required string Port { get; init; }

    /// <summary>Day for which they are announced, in the port's time zone.</summary>
    public required DateOnly ExpectedOn { get; init; }

    /// <summary>The vehicles, 1 to 500, each VIN once.</summary>
    [Batch]
    public required IReadOnlyList<Vehicle> Vehicles { get; init; }
}

/// <summary>A vehicle that was announced.</summary>
/// <param name="MovementId">The movement under which it goes from now on.</param>
/// <param name="Vin">Its VIN.</param>
/// <param name="Line">Its line in the CSV, the heading being 1; null where it came as JSON.</param>
public sealed record PreRegistered(Guid MovementId, string Vin, int? Line = null);

/// <summary>Answer to a pre-registration, as JSON or CSV.</summary>
public sealed record PreRegistrationResponse
{
    /// <summary>The movements, in the order of the request.</summary>
    public required IReadOnlyList<PreRegistered> Movements { get; init; }

    /// <summary>Lines of a CSV that were not taken, with <c>badLines=Report</c>.</summary>
    public IReadOnlyList<BadLine> BadLines { get; init; } = [];
}

/// <summary>One vehicle at the gate.</summary>
public sealed record Arrival
{
    /// <summary>VIN as read at the gate.</summary>
    [Vin]
    public required string Vin { get; init; }

    /// <summary>Plate as read at the gate, if it differs from the manifest's.</summary>
    [MaxLength(Contracts.Plate.MaxLength)]
    public string? Plate { get; init; }

    /// <summary>Lane, if the gate assigns one; otherwise the least loaded lane for this kind of vehicle.</summary>
    [MaxLength(8)]
    public string? Lane { get; init; }

    /// <summary>
    /// The announcement upon which it comes, where several firms have announced it; otherwise it may be left out.
    /// </summary>
    public Guid? MovementId { get; init; }

    /// <summary>
    /// The vehicle's papers; needed when it was not pre-registered, or by several firms and none is named; otherwise left out.
    /// </summary>
    public Vehicle? Vehicle { get; init; }

    /// <summary>When it came (UTC), if not now: a gate that was cut off sends its times later.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary><c>POST /api/entry/arrivals</c>: vehicles come through the gate. All are taken or, with 400 or 409, none.</summary>
public sealed record ArrivalRequest
{
    /// <summary>Code of the port.</summary>
    [Given(16)]
    public required string Port { get; init; }

    /// <summary>The vehicles, 1 to 500, each VIN once, in the order in which they came.</summary>
    [Batch]
    public required IReadOnlyList<Arrival> Arrivals { get; init; }
}

/// <summary>A vehicle that arrived.</summary>
/// <param name="MovementId">Its movement.</param>
/// <param name="Vin">Its VIN.</param>
/// <param name="Lane">Lane to drive to.</param>
/// <param name="QueueNumber">Number by which it will be called.</param>
/// <param name="Version">Version of the movement at the entry service.</param>
public sealed record Arrived(Guid MovementId, string Vin, string Lane, string QueueNumber, int Version);

/// <summary>Answer to an arrival.</summary>
public sealed record ArrivalResponse
{
    /// <summary>The vehicles, in the order of the request.</summary>
    public required IReadOnlyList<Arrived> Arrivals { get; init; }
}

/// <summary>
/// <c>POST /api/entry/no-shows</c> and <c>POST /api/entry/cancellations</c>: announced vehicles that will not come. A firm cancels its
/// own.
/// </summary>
public sealed record ClosingRequest : IReasoned
{
    /// <summary>The movements, 1 to 500, all still pre-registered.</summary>
    [Batch]
    public required IReadOnlyList<Guid> Movements { get; init; }

    /// <summary>Why.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>When (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary><c>POST /api/entry/queue-moves</c>: a supervisor gives a waiting vehicle another place in the queue.</summary>
public sealed record QueueMoveRequest : IReasoned
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The movement before which it shall stand; null puts it at the end of the lane.</summary>
    public Guid? Before { get; init; }

    /// <summary>Lane, if another.</summary>
    [MaxLength(8)]
    public string? Lane { get; init; }

    /// <summary>Why; it stays on record, and the vehicle's firm can read it: name no other firm and no other vehicle.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>The version that the supervisor saw; 409 if the movement has changed since.</summary>
    public int? Version { get; init; }
}

/// <summary>A change of a queue position, on record for good: <c>GET /api/entry/movements/{id}/queue-changes</c>.</summary>
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

    /// <summary>Who; not told to a firm.</summary>
    public string? Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A movement as the entry service lists it: <c>GET /api/entry/movements</c>.</summary>
public sealed record EntryMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Version at the entry service.</summary>
    public required int Version { get; init; }

    /// <summary>Its state.</summary>
    public required EntryState State { get; init; }

    /// <summary>Whether it stands in the port now.</summary>
    public required bool OnSite { get; init; }
}
