using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;

namespace PortTracker.Contracts.Inspection;

/// <summary>The outcome of one inspection.</summary>
public sealed record InspectionOutcome
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The version that the inspector saw; 409 if the movement has changed since.</summary>
    public int? Version { get; init; }

    /// <summary>When the inspection ended (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Findings; empty when all was in order.</summary>
    [ItemCount(Min = 0)]
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
