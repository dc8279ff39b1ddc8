using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Entry;

/// <summary>One vehicle at the gate.</summary>
public sealed record Arrival
{
    /// <summary>VIN as read at the gate.</summary>
    [Vin]
    public required string Vin { get; init; }

    /// <summary>Plate as read at the gate, if it differs from the manifest's.</summary>
    [Plate]
    public string? Plate { get; init; }

    /// <summary>Lane, if the gate assigns one; otherwise the least loaded lane for this kind of vehicle.</summary>
    [MaxLength(8)]
    public string? Lane { get; init; }

    /// <summary>
    /// The announcement that it fulfils. Needed only where several firms announced the vehicle.
    /// </summary>
    public Guid? MovementId { get; init; }

    /// <summary>
    /// The vehicle's papers. Needed when it was not pre-registered, or was by several firms and movementId is left out.
    /// </summary>
    public Vehicle? Vehicle { get; init; }

    /// <summary>Time of arrival (UTC), if not now. A gate that was offline sends it later.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
