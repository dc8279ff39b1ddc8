namespace PortTracker.Contracts.FailedEvents;

/// <summary>
/// An event that a service could not apply and has set aside, so that it blocks no other: <c>GET /api/{service}/failures</c>.
/// </summary>
public sealed record FailedEvent
{
    /// <summary>
    /// What failed, such as <c>entry/123</c>: the service that recorded the event and its place in that service's journal.
    /// <c>message/…</c> for a message of the broker that could not even be read. The same event may have failed at several
    /// services; each keeps its own.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>The service that could not apply it.</summary>
    public required string Endpoint { get; init; }

    /// <summary>The service that recorded it, or <c>message</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Its place in that service's journal; of a message, a number of its own.</summary>
    public required long Sequence { get; init; }

    /// <summary>Kind of event, where that can be read.</summary>
    public string? EventType { get; init; }

    /// <summary>The movement to which it happened; null when that is not known.</summary>
    public Guid? MovementId { get; init; }

    /// <summary>The movement's VIN, where the event or the service knows it.</summary>
    public string? Vin { get; init; }

    /// <summary>Code of the port, where the event or the service knows it.</summary>
    public string? Port { get; init; }

    /// <summary>Type of the exception.</summary>
    public required string ErrorType { get; init; }

    /// <summary>Its message, in one line.</summary>
    public required string Error { get; init; }

    /// <summary>When it failed last (UTC).</summary>
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>How long ago that was, by the clock of the service.</summary>
    public required long AgeSeconds { get; init; }
}
