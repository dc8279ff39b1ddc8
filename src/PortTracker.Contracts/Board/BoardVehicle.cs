using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Board;

/// <summary>One vehicle in the port, as the public may see it.</summary>
public sealed record BoardVehicle
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Its queue number.</summary>
    public required string QueueNumber { get; init; }

    /// <summary>Its lane.</summary>
    public required string Lane { get; init; }

    /// <summary>Masked plate, or masked VIN where there is no plate.</summary>
    public required string Plate { get; init; }

    /// <summary>Kind of vehicle.</summary>
    public required VehicleCategory Category { get; init; }

    /// <summary>Its stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Since when it is in that stage (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Time of arrival (UTC).</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    /// <summary>Order in its lane; lower is earlier.</summary>
    public required long Rank { get; init; }
}
