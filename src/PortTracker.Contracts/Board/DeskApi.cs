namespace PortTracker.Contracts;

/// <summary>
/// A movement as those see it who work at the port: where it stands, since when, its papers, and how far each service is with it, so
/// that what is done upon it is refused if something happened in between.
/// </summary>
public sealed record DeskMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Where it stands.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Since when it stands there (UTC).</summary>
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

    /// <summary>Plate of its carrier; null when it comes on its own wheels.</summary>
    public string? CarrierPlate { get; init; }

    /// <summary>Day for which it is announced; null when it came unannounced.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>When it came (UTC); null before it is here.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>Lane in which it stands; null before it is here.</summary>
    public string? Lane { get; init; }

    /// <summary>Number by which it is called; null before it is here.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>Its channel; null as long as none is assigned.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Number of its latest event of the inspection service, for the requests to it; 0 when there is none.</summary>
    public required int InspectionVersion { get; init; }

    /// <summary>Number of its latest event of the clearance service, for the requests to it; 0 when there is none.</summary>
    public required int ClearanceVersion { get; init; }
}
