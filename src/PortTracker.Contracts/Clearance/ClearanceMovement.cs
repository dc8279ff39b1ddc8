using PortTracker.Contracts.Events;

namespace PortTracker.Contracts.Clearance;

/// <summary>A movement as the clearance service lists it: <c>GET /api/clearance/movements?port=&amp;queue=</c>, oldest first.</summary>
public sealed record ClearanceMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Its VIN; null until the entry service's event is here.</summary>
    public string? Vin { get; init; }

    /// <summary>Its queue number.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>Its declaration.</summary>
    public string? DeclarationNumber { get; init; }

    /// <summary>Its carrier.</summary>
    public string? CarrierPlate { get; init; }

    /// <summary>Version at the clearance service.</summary>
    public required int Version { get; init; }

    /// <summary>Whether an officer may grant it now.</summary>
    public required bool Ready { get; init; }

    /// <summary>When inspection released it (UTC).</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Its state.</summary>
    public required ClearanceState State { get; init; }
}
