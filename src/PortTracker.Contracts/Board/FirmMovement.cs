using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Board;

/// <summary>
/// A movement as its own firm sees it: its stage and its papers. The firm sees that a vehicle is held, but not why or by whom, which
/// officers write for officers.
/// </summary>
public sealed record FirmMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Its stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Since when it is in that stage (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>VIN.</summary>
    public required string Vin { get; init; }

    /// <summary>Number plate; null when it has none.</summary>
    public string? Plate { get; init; }

    /// <summary>Brand.</summary>
    public required string Brand { get; init; }

    /// <summary>Model.</summary>
    public required string Model { get; init; }

    /// <summary>Kind of vehicle.</summary>
    public required VehicleCategory Category { get; init; }

    /// <summary>Country for which it is bound.</summary>
    public required string Destination { get; init; }

    /// <summary>Its declaration.</summary>
    public required string DeclarationNumber { get; init; }

    /// <summary>Plate of its carrier; null when it arrives on its own wheels.</summary>
    public string? CarrierPlate { get; init; }

    /// <summary>Day for which it is announced; null when it arrived unannounced.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>Its queue number; null before its arrival.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>Its lane; null before its arrival.</summary>
    public string? Lane { get; init; }

    /// <summary>Its position in the lane, from 1; null when it is not in the port.</summary>
    public int? Position { get; init; }

    /// <summary>Its channel; null as long as none is assigned.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Time of arrival (UTC).</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When clearance was granted (UTC).</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>When clearance was refused (UTC).</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>When it left (UTC).</summary>
    public DateTimeOffset? DepartedAt { get; init; }
}
