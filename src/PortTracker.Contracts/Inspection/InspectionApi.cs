using System.ComponentModel.DataAnnotations;

namespace PortTracker.Contracts;

/// <summary>One movement of an action, with what the actor knew of it.</summary>
public sealed record MovementRef
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The version that the actor saw; 409 if the movement has changed since. Left out, only the state is checked.</summary>
    public int? Version { get; init; }

    /// <summary>When it was done (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary><c>POST /api/inspection/document-approvals</c> and <c>POST /api/inspection/starts</c>.</summary>
public sealed record InspectionRequest
{
    /// <summary>The movements, 1 to 500, each once.</summary>
    [Batch]
    public required IReadOnlyList<MovementRef> Movements { get; init; }
}

/// <summary>The outcome of one inspection.</summary>
public sealed record InspectionOutcome
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The version that the inspector saw; 409 if the movement has changed since.</summary>
    public int? Version { get; init; }

    /// <summary>When the inspection ended (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>What was found; empty when all was in order.</summary>
    [Batch(Min = 0)]
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary><c>POST /api/inspection/completions</c>.</summary>
public sealed record CompletionRequest
{
    /// <summary>The inspections, 1 to 500, each movement once.</summary>
    [Batch]
    public required IReadOnlyList<InspectionOutcome> Inspections { get; init; }
}

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

    /// <summary>Why; it stays on record.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>When (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}

/// <summary>A movement as the inspection service lists it: <c>GET /api/inspection/movements?port=&amp;status=</c>, oldest first.</summary>
public sealed record InspectionMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Its VIN.</summary>
    public required string Vin { get; init; }

    /// <summary>Number by which it is called.</summary>
    public required string QueueNumber { get; init; }

    /// <summary>Version at the inspection service.</summary>
    public required int Version { get; init; }

    /// <summary>Its state.</summary>
    public required InspectionState State { get; init; }
}
