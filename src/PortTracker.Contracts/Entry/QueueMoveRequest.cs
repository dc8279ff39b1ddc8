using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Entry;

/// <summary><c>POST /api/entry/queue-moves</c>: a supervisor gives a waiting vehicle another place in the queue.</summary>
public sealed record QueueMoveRequest : IReasoned
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The movement to put it before; null for the end of the lane.</summary>
    public Guid? Before { get; init; }

    /// <summary>Lane, if another.</summary>
    [MaxLength(8)]
    public string? Lane { get; init; }

    /// <summary>Why; it stays on record, and the vehicle's firm can read it: name no other firm and no other vehicle.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>The version that the supervisor saw; 409 if the movement has changed since.</summary>
    public int? Version { get; init; }
}
