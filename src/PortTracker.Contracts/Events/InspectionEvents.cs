using System.ComponentModel.DataAnnotations;

namespace PortTracker.Contracts;

/// <summary>How closely a movement is looked at.</summary>
public enum Channel
{
    /// <summary>Release on documents already held.</summary>
    Green,

    /// <summary>Documentary control.</summary>
    Yellow,

    /// <summary>Physical inspection.</summary>
    Red,
}

/// <summary>What put a movement into its channel.</summary>
public enum SelectedBy
{
    /// <summary>A rule of the port's configuration.</summary>
    Rule,

    /// <summary>The random share.</summary>
    Random,

    /// <summary>A supervisor.</summary>
    Supervisor,
}

/// <summary>How far a movement is with the inspection service.</summary>
public enum InspectionStatus
{
    /// <summary>Its documents are being looked at (yellow).</summary>
    DocumentaryControl,

    /// <summary>It waits for physical inspection (red).</summary>
    AwaitingInspection,

    /// <summary>It is being inspected (red).</summary>
    UnderInspection,

    /// <summary>The inspection service has no more to do with it.</summary>
    Released,
}

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Noted, nothing follows.</summary>
    Minor,

    /// <summary>Stands against clearance until a further inspection finds it mended.</summary>
    Major,

    /// <summary>Stands against clearance: refuse, or hold until it is resolved.</summary>
    Critical,
}

/// <summary>What an inspection found.</summary>
public sealed record Finding
{
    /// <summary>Code of the finding, such as <c>VIN-MISMATCH</c>.</summary>
    [Given(32)]
    public required string Code { get; init; }

    /// <summary>How bad it is.</summary>
    [EnumDataType(typeof(Severity))]
    public required Severity Severity { get; init; }

    /// <summary>The inspector's words.</summary>
    [MaxLength(500)]
    public string? Note { get; init; }
}

/// <summary>A movement as the inspection service sees it.</summary>
public sealed record InspectionState
{
    /// <summary>Its channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What put it there.</summary>
    public required SelectedBy SelectedBy { get; init; }

    /// <summary>How often a channel was assigned: 1 for the first time, one more for each re-route.</summary>
    public required int Assignments { get; init; }

    /// <summary>Name of the rule, or the supervisor's reason.</summary>
    public required string Ground { get; init; }

    /// <summary>How far it is.</summary>
    public required InspectionStatus Status { get; init; }

    /// <summary>When the present channel was assigned (UTC).</summary>
    public required DateTimeOffset AssignedAt { get; init; }

    /// <summary>When its documents were approved (UTC).</summary>
    public DateTimeOffset? DocumentsApprovedAt { get; init; }

    /// <summary>When the latest physical inspection started (UTC).</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the latest physical inspection ended (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>When the inspection service was done with it (UTC).</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Physical inspections completed so far.</summary>
    public int Inspections { get; init; }

    /// <summary>Findings of all its inspections so far.</summary>
    public int Findings { get; init; }

    /// <summary>Findings of the latest inspection.</summary>
    public IReadOnlyList<Finding> LatestFindings { get; init; } = [];

    /// <summary>Whether the latest inspection found something major or critical, which stands against clearance.</summary>
    public bool IsObjected { get; init; }
}

/// <summary>An event of the inspection service.</summary>
public abstract record InspectionEvent : PortEvent
{
    /// <summary>The movement after this event.</summary>
    public required InspectionState Inspection { get; init; }
}

/// <summary>An arrived vehicle was given its channel.</summary>
public sealed record ChannelAssigned : InspectionEvent;

/// <summary>The documents of a vehicle in the yellow channel were found in order.</summary>
public sealed record DocumentsApproved : InspectionEvent;

/// <summary>A physical inspection began.</summary>
public sealed record InspectionStarted : InspectionEvent;

/// <summary>A physical inspection ended.</summary>
public sealed record InspectionCompleted : InspectionEvent;

/// <summary>A supervisor put a movement into another channel.</summary>
public sealed record MovementReRouted : InspectionEvent
{
    /// <summary>The channel before.</summary>
    public required Channel From { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
