namespace PortTracker.Contracts.Audit;

/// <summary>Which rows of an audit trail to read. A null field does not filter.</summary>
public sealed record AuditFilter
{
    /// <summary>Written down at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Written down before this instant.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Actor, exactly as in the row.</summary>
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
