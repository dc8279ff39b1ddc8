using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Throughput.Data;

/// <summary>The counted values of a departed movement.</summary>
internal sealed record CountedDeparture(
    DateOnly Date,
    int Hour,
    string? Brand,
    string? Destination,
    Propulsion? Propulsion,
    VehicleCategory? Category,
    ShipmentForm? Form,
    Channel? Channel,
    int Inspections,
    int Findings,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? GrantedAt,
    DateTimeOffset? DepartedAt
);
