using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Board;

/// <summary>
/// A movement as staff at the port see it: its stage, its papers, and its version at each service, so that an action is refused if the
/// movement changed in between.
/// </summary>
public sealed record DeskMovement
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

    /// <summary>Country for which it is bound (ISO 3166-1 alpha-2).</summary>
    public required string Destination { get; init; }

    /// <summary>The firm that brings it (USCC).</summary>
    public required string Operator { get; init; }

    /// <summary>Its declaration.</summary>
    public required string DeclarationNumber { get; init; }

    /// <summary>Plate of its carrier; null when it arrives on its own wheels.</summary>
    public string? CarrierPlate { get; init; }

    /// <summary>Day for which it is announced; null when it arrived unannounced.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>Time of arrival (UTC); null before it.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>Its lane; null before its arrival.</summary>
    public string? Lane { get; init; }

    /// <summary>Its queue number; null before its arrival.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>Its channel; null as long as none is assigned.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Version at the inspection service, for requests to it; 0 for none.</summary>
    public required int InspectionVersion { get; init; }

    /// <summary>Version at the clearance service, for requests to it; 0 for none.</summary>
    public required int ClearanceVersion { get; init; }
}
