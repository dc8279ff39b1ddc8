namespace PortTracker.Contracts;

/// <summary>
/// What one service knows of one movement, told in the same words by every service, so that they can be compared:
/// <c>GET /api/{service}/ledger</c>. A version is the highest event number seen of that service, 0 for none.
/// </summary>
public sealed record LedgerEntry
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of its port.</summary>
    public required string Port { get; init; }

    /// <summary>Its VIN, or null when the service has not heard it yet.</summary>
    public string? Vin { get; init; }

    /// <summary>Highest version seen of the entry service's events.</summary>
    public int EntryVersion { get; init; }

    /// <summary>Highest version seen of the inspection service's events.</summary>
    public int InspectionVersion { get; init; }

    /// <summary>Highest version seen of the clearance service's events.</summary>
    public int ClearanceVersion { get; init; }

    /// <summary>Its stage, where the service keeps one (board, throughput).</summary>
    public Stage? Stage { get; init; }

    /// <summary>Business day on which it left, in the port's time zone (throughput only).</summary>
    public DateOnly? DepartedOn { get; init; }

    /// <summary>True for a movement from before go-live that was imported (throughput only).</summary>
    public bool Imported { get; init; }
}

/// <summary>One page of a list that is read to its end by passing <see cref="Next"/> as <c>after</c>.</summary>
/// <typeparam name="T">What the page lists.</typeparam>
public sealed record Page<T>
{
    /// <summary>The items, in a stable order.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Where the next page begins; null when this was the last.</summary>
    public string? Next { get; init; }
}

/// <summary>How far a service is with the events of the others: <c>GET /api/{service}/feed</c>.</summary>
public sealed record FeedStatus
{
    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>Sequence number of the latest event in its own journal, 0 for none.</summary>
    public required long Head { get; init; }

    /// <summary>For each service that it listens to, the sequence number up to which it has committed.</summary>
    public required IReadOnlyDictionary<string, long> Positions { get; init; }

    /// <summary>Events that it could not apply and has set aside.</summary>
    public required int Failed { get; init; }
}

/// <summary>A movement that an action met in a state in which the action cannot be done: part of a 409's <c>conflicts</c>.</summary>
public sealed record StateConflict
{
    /// <summary>The movement; null when it is none, or not one alone.</summary>
    public Guid? MovementId { get; init; }

    /// <summary>Its VIN, where known.</summary>
    public string? Vin { get; init; }

    /// <summary>The state in which it is now.</summary>
    public string? State { get; init; }

    /// <summary>Its version now, to be sent with the next try.</summary>
    public int? Version { get; init; }

    /// <summary>Why the action cannot be done, and what to do instead.</summary>
    public required string Reason { get; init; }
}

/// <summary>What an action did to one movement.</summary>
public sealed record Acted
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Its version at this service after the action; send it with the next action to be safe against a stale view.</summary>
    public required int Version { get; init; }

    /// <summary>Its state at this service after the action.</summary>
    public required string State { get; init; }
}

/// <summary>What an action did: all that it named, or, with a 4xx, nothing at all.</summary>
public sealed record ActionResponse
{
    /// <summary>The movements acted upon, in the order in which they were named.</summary>
    public required IReadOnlyList<Acted> Movements { get; init; }
}

/// <summary>A line of a CSV that was not taken.</summary>
/// <param name="Line">Number of the line in the file, the heading being line 1.</param>
/// <param name="Field">Name of the column, or null when the line as a whole is meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record BadLine(int Line, string? Field, string Message);

/// <summary>What to do with a CSV that has bad lines.</summary>
public enum BadLines
{
    /// <summary>Take none of the file (the default); the answer is a 400 that names the bad lines.</summary>
    Reject,

    /// <summary>Take the good lines and report each bad one.</summary>
    Report,
}

/// <summary>Limits of the API.</summary>
public static class Limits
{
    /// <summary>The most vehicles or movements that one request may name.</summary>
    public const int Batch = 500;

    /// <summary>The most vehicles of a manifest in CSV.</summary>
    public const int Manifest = 5_000;

    /// <summary>The most bad lines that an answer names; it says how many there are.</summary>
    public const int BadLines = 1_000;

    /// <summary>Nothing that is told here happened before this.</summary>
    public static DateTimeOffset Earliest { get; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The most items of a page.</summary>
    public const int Page = 5_000;

    /// <summary>The longest reason, in characters.</summary>
    public const int Reason = 300;

    /// <summary>The largest body of a request, in bytes; CSV imports of movements are streamed and may be larger.</summary>
    public const int BodyBytes = 4 * 1024 * 1024;

    /// <summary>How far the time stated by a gate or officer may lie in the future, for clocks that differ.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(5);
}
