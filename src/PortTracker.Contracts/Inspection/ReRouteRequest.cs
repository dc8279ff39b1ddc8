using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;

namespace PortTracker.Contracts.Inspection;

/// <summary><c>POST /api/inspection/re-routes</c>: a supervisor puts a movement into another channel, or has it inspected again.</summary>
public sealed record ReRouteRequest : IReasoned
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The version that the supervisor saw; 409 if the movement has changed since.</summary>
    public int? Version { get; init; }

    /// <summary>The channel.</summary>
    [EnumDataType(typeof(Channel))]
    public required Channel Channel { get; init; }

    /// <summary>Why. The audit trail keeps it.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>When (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
