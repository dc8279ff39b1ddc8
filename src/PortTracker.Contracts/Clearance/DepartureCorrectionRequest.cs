using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Clearance;

/// <summary><c>POST /api/clearance/departure-corrections</c>: a supervisor corrects the time at which a vehicle left.</summary>
public sealed record DepartureCorrectionRequest : IReasoned
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The version that the supervisor saw; 409 if the movement has changed since.</summary>
    public int? Version { get; init; }

    /// <summary>When it really left (UTC).</summary>
    public required DateTimeOffset DepartedAt { get; init; }

    /// <summary>Why. The audit trail keeps it.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }
}
