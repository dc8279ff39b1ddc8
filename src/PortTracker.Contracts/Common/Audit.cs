using System.Text.Json;

namespace PortTracker.Contracts;

/// <summary>
/// What one person did to one thing, for good: a row of a service's audit trail, <c>GET /api/{service}/audit</c>. Each row holds the
/// hash of the one before, so that none can be changed, taken out, put in or moved unseen; <see cref="AuditChain"/> says how the
/// hashes come about. Hashes are written as hexadecimal digits in lower case.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The service whose trail it is.</summary>
    public required string Service { get; init; }

    /// <summary>Its number in the trail: 1, 2, 3, … without a gap, in the order of the commits.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the service wrote it down (UTC), to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: the id of the account, or the name of a caller who has none.</summary>
    public required string Actor { get; init; }

    /// <summary>What: the route that was called, such as <c>clearance/grants</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: the id of a movement, an account, a failed message …; null where the service as a whole is meant.</summary>
    public string? Subject { get; init; }

    /// <summary>Code of the port, where there is one.</summary>
    public string? Port { get; init; }

    /// <summary>Hash of the details; stays when they are removed.</summary>
    public required string DetailsHash { get; init; }

    /// <summary>Hash of the row before; of the first, <see cref="AuditChain.Beginning"/>.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>Hash of this row.</summary>
    public required string Hash { get; init; }

    /// <summary>Random bytes that go into the hash of the details, so that nobody finds them out by trying; null once they are removed.</summary>
    public string? Salt { get; init; }

    /// <summary>The details exactly as they were written: <see cref="AuditDetails"/> as JSON. Null once they are removed.</summary>
    public string? Details { get; init; }
}

/// <summary>The part of an audit row that is about persons. It can be removed when its time is over; the chain holds without it.</summary>
public sealed record AuditDetails
{
    /// <summary>Name of the one who did it.</summary>
    public string? Name { get; init; }

    /// <summary>From where: the network address from which the request came.</summary>
    public string? Address { get; init; }

    /// <summary>VIN of the vehicle, where it is known.</summary>
    public string? Vin { get; init; }

    /// <summary>Why, where the request says so.</summary>
    public string? Reason { get; init; }

    /// <summary>What it was before, of what has changed.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>What it is now, of what has changed; all of it where it is new. What is null is left out.</summary>
    public JsonElement? After { get; init; }

    /// <summary>The details of a row; null where they are removed, or are no longer what was written.</summary>
    public static AuditDetails? Of(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            return entry.Details is null
                ? null
                : JsonSerializer.Deserialize<AuditDetails>(entry.Details, PortJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Which rows of an audit trail to read; what is null is not asked for.</summary>
public sealed record AuditFilter
{
    /// <summary>Written down at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Written down before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Done by this one, exactly as it stands in the row.</summary>
    public string? Actor { get; init; }

    /// <summary>This was done, such as <c>clearance/grants</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Done to this.</summary>
    public string? Subject { get; init; }

    /// <summary>At the port with this code.</summary>
    public string? Port { get; init; }

    /// <summary>Done to a movement of the vehicle with this VIN.</summary>
    public string? Vin { get; init; }
}

/// <summary>
/// How far an audit trail was at a moment, kept outside the database: a line of the anchor file. Who changes what is older must
/// change the anchors too.
/// </summary>
public sealed record AuditAnchor
{
    /// <summary>The service whose trail it is.</summary>
    public required string Service { get; init; }

    /// <summary>Number of the latest row; 0 when there was none.</summary>
    public required long Sequence { get; init; }

    /// <summary>Its hash.</summary>
    public required string Hash { get; init; }

    /// <summary>When that was so (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>A request that says why; the audit trail keeps it.</summary>
public interface IReasoned
{
    /// <summary>Why.</summary>
    string Reason { get; }
}
