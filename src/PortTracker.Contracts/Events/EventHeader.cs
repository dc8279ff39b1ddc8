namespace PortTracker.Contracts.Events;

/// <summary>The data that every event has: its identity, port, movement, times and actor.</summary>
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

    /// <summary>When it happened (UTC), as the actor stated it.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When the service wrote it down (UTC).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who did it: the name of a person, a device or a rule.</summary>
    public required string Actor { get; init; }

    /// <summary>Identity of the request that caused it (W3C trace id), for finding everything that belongs to it.</summary>
    public string? CorrelationId { get; init; }
}
