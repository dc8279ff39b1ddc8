using System.Text.Json.Serialization;

namespace PortTracker.Contracts;

/// <summary>
/// Something that happened to one movement, as the service that owns this part of it recorded it. Every service numbers its
/// own events of a movement 1, 2, 3, …; each event carries that service's whole resulting state of the movement. A consumer
/// therefore keeps, per movement and service, the state with the highest version: any order and any repetition of the same
/// events end in the same state, and nothing need be parked or asked back.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(VehiclePreRegistered), nameof(VehiclePreRegistered))]
[JsonDerivedType(typeof(VehicleArrived), nameof(VehicleArrived))]
[JsonDerivedType(typeof(QueuePositionChanged), nameof(QueuePositionChanged))]
[JsonDerivedType(typeof(NoShowRecorded), nameof(NoShowRecorded))]
[JsonDerivedType(typeof(MovementCancelled), nameof(MovementCancelled))]
[JsonDerivedType(typeof(ChannelAssigned), nameof(ChannelAssigned))]
[JsonDerivedType(typeof(DocumentsApproved), nameof(DocumentsApproved))]
[JsonDerivedType(typeof(InspectionStarted), nameof(InspectionStarted))]
[JsonDerivedType(typeof(InspectionCompleted), nameof(InspectionCompleted))]
[JsonDerivedType(typeof(MovementReRouted), nameof(MovementReRouted))]
[JsonDerivedType(typeof(ClearanceGranted), nameof(ClearanceGranted))]
[JsonDerivedType(typeof(ClearanceWithdrawn), nameof(ClearanceWithdrawn))]
[JsonDerivedType(typeof(MovementHeld), nameof(MovementHeld))]
[JsonDerivedType(typeof(MovementResumed), nameof(MovementResumed))]
[JsonDerivedType(typeof(ClearanceRefused), nameof(ClearanceRefused))]
[JsonDerivedType(typeof(VehicleDeparted), nameof(VehicleDeparted))]
[JsonDerivedType(typeof(DepartureCorrected), nameof(DepartureCorrected))]
public abstract record PortEvent
{
    /// <summary>What every event tells.</summary>
    public required EventHeader Header { get; init; }
}

/// <summary>What every event tells: which, where, to what, when and by whom.</summary>
public sealed record EventHeader
{
    /// <summary>Identity of this event (UUID v7).</summary>
    public required Guid EventId { get; init; }

    /// <summary>Code of the port at which it happened.</summary>
    public required string Port { get; init; }

    /// <summary>The movement to which it happened.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The event's number among the events of this movement and this service, from 1, without gaps.</summary>
    public required int Version { get; init; }

    /// <summary>When it happened (UTC), as stated by the one who was there.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the service wrote it down (UTC).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who did it: a person's or a device's name, or the name of the rule that did.</summary>
    public required string Actor { get; init; }

    /// <summary>Identity of the request that caused it (W3C trace id), for finding everything that belongs to it.</summary>
    public string? CorrelationId { get; init; }
}

/// <summary>The names of the services that own a part of a movement, as they stand in routes, files and schemas.</summary>
public static class ServiceNames
{
    /// <summary>Vehicle-entry service: pre-registration, gate arrival, queue position.</summary>
    public const string Entry = "entry";

    /// <summary>Inspection service: channel, inspection, findings.</summary>
    public const string Inspection = "inspection";

    /// <summary>Clearance service: clearance, hold, refusal, departure.</summary>
    public const string Clearance = "clearance";

    /// <summary>Throughput service: movement facts and totals.</summary>
    public const string Throughput = "throughput";

    /// <summary>Queue-board service: live projection.</summary>
    public const string Board = "board";

    /// <summary>Access service: accounts, firms, API keys. It owns no part of a movement.</summary>
    public const string Access = "access";

    /// <summary>All that know of movements.</summary>
    public static IReadOnlyList<string> All { get; } = [Entry, Inspection, Clearance, Throughput, Board];

    /// <summary>All that keep an audit trail: every service.</summary>
    public static IReadOnlyList<string> WithTrail { get; } = [Access, .. All];

    /// <summary>
    /// The services that record events; the others only listen. They are also the stages of a passage at which an officer may act.
    /// </summary>
    public static IReadOnlyList<string> Sources { get; } = [Entry, Inspection, Clearance];

    /// <summary>The services whose events a service takes in: the whole flow of events through the port.</summary>
    /// <param name="service">A service.</param>
    public static IReadOnlyList<string> SourcesOf(string service) =>
        service switch
        {
            Entry => [Clearance],
            Inspection => [Entry, Clearance],
            Clearance => [Entry, Inspection],
            Throughput or Board => Sources,
            _ => throw new ArgumentOutOfRangeException(nameof(service), service, "There is no such service."),
        };
}
