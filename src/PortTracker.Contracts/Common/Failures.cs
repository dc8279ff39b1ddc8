using System.Text.Json;

namespace PortTracker.Contracts;

/// <summary>
/// An event that a service could not apply and has set aside, so that it blocks no other: <c>GET /api/{service}/failures</c>.
/// </summary>
public sealed record FailedMessage
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

    /// <summary>What it said, in one line.</summary>
    public required string Error { get; init; }

    /// <summary>When it failed last (UTC).</summary>
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>How long ago that was, by the clock of the service.</summary>
    public required long AgeSeconds { get; init; }
}

/// <summary>A failed message with all that is known of it: <c>GET /api/{service}/failures/{source}/{sequence}</c>.</summary>
public sealed record FailedMessageDetail
{
    /// <summary>The failed message.</summary>
    public required FailedMessage Message { get; init; }

    /// <summary>The exception with its stack; its first 4,000 characters.</summary>
    public required string Exception { get; init; }

    /// <summary>The event as it was written down; a JSON string where it is no JSON.</summary>
    public required JsonElement Body { get; init; }
}

/// <summary>The order in which failed messages are listed.</summary>
public enum FailureOrder
{
    /// <summary>What failed last comes first.</summary>
    Newest,

    /// <summary>What failed first comes first.</summary>
    Oldest,
}

/// <summary><c>POST /api/{service}/failures/previews</c> and <c>/redrives</c>: which failed messages are meant.</summary>
public record FailureSelection
{
    /// <summary>Their ids, 1 to 500.</summary>
    [Batch]
    public required IReadOnlyList<string> Ids { get; init; }
}

/// <summary><c>POST /api/{service}/failures/discards</c>: failed messages that shall never be applied.</summary>
public sealed record DiscardRequest : FailureSelection, IReasoned
{
    /// <summary>Why; it stays on record.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }
}

/// <summary>What was done with a failed message, or, in a preview, would be.</summary>
public enum FailureOutcome
{
    /// <summary>It was applied and is no longer among the failed.</summary>
    Applied,

    /// <summary>The service knows this or something later of the movement already: nothing changed, and it is no longer among the failed.</summary>
    Outdated,

    /// <summary>It failed once more and stays.</summary>
    FailedAgain,

    /// <summary>It was taken out without being applied.</summary>
    Discarded,

    /// <summary>It is not among the failed: there was none by this id, or another has dealt with it.</summary>
    Gone,
}

/// <summary>What became of one failed message.</summary>
public sealed record FailureResult
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What became of it.</summary>
    public required FailureOutcome Outcome { get; init; }

    /// <summary>Why it failed again.</summary>
    public string? Error { get; init; }
}

/// <summary>What became of a selection of failed messages.</summary>
public sealed record FailureResponse
{
    /// <summary>Each that was named, once, in the order named.</summary>
    public required IReadOnlyList<FailureResult> Results { get; init; }
}
