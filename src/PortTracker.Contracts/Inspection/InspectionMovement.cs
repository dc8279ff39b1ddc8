using PortTracker.Contracts.Events;

namespace PortTracker.Contracts.Inspection;

/// <summary>A movement as the inspection service lists it: <c>GET /api/inspection/movements?port=&amp;status=</c>, oldest first.</summary>
public sealed record InspectionMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Its VIN.</summary>
    public required string Vin { get; init; }

    /// <summary>Its queue number.</summary>
    public required string QueueNumber { get; init; }

    /// <summary>Version at the inspection service.</summary>
    public required int Version { get; init; }

    /// <summary>Its state.</summary>
    public required InspectionState State { get; init; }
}
