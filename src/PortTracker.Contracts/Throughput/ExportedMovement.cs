using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Throughput;

/// <summary>A vehicle that left the port.</summary>
public sealed record ExportedMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Business day on which it counts as exported, in the port's time zone.</summary>
    public required DateOnly DepartedOn { get; init; }

    /// <summary>VIN; masked when its time to be kept is over; null until its entry is known.</summary>
    public string? Vin { get; init; }

    /// <summary>Brand.</summary>
    public string? Brand { get; init; }

    /// <summary>Model.</summary>
    public string? Model { get; init; }

    /// <summary>Kind of vehicle.</summary>
    public VehicleCategory? Category { get; init; }

    /// <summary>What drives it.</summary>
    public Propulsion? Propulsion { get; init; }

    /// <summary>Complete or knocked down.</summary>
    public ShipmentForm? Form { get; init; }

    /// <summary>Country of destination (ISO 3166-1 alpha-2).</summary>
    public string? Destination { get; init; }

    /// <summary>Export declaration; null when its time to be kept is over.</summary>
    public string? DeclarationNumber { get; init; }

    /// <summary>Channel.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Physical inspections.</summary>
    public int Inspections { get; init; }

    /// <summary>Findings of those inspections.</summary>
    public int Findings { get; init; }

    /// <summary>When it arrived (UTC).</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When it was cleared (UTC).</summary>
    public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>When it departed (UTC).</summary>
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>Release time: cleared − arrived, in seconds.</summary>
    public double? ReleaseSeconds { get; init; }
}
