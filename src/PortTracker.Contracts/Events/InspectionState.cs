namespace PortTracker.Contracts.Events;

/// <summary>A movement as the inspection service sees it.</summary>
public sealed record InspectionState
{
    /// <summary>Its channel.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What put it there.</summary>
    public required ChannelSource SelectedBy { get; init; }

    /// <summary>How often a channel was assigned: 1 for the first time, one more for each re-route.</summary>
    public required int Assignments { get; init; }

    /// <summary>Name of the rule, or the supervisor's reason.</summary>
    public required string SelectionReason { get; init; }

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

    /// <summary>Whether the latest inspection has a major or critical finding, which blocks clearance.</summary>
    public bool HasBlockingFinding { get; init; }
}
