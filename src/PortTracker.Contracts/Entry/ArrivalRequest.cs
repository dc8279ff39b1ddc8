using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.Entry;

/// <summary><c>POST /api/entry/arrivals</c>: records arrivals at the gate. All are recorded or, with 400 or 409, none.</summary>
public sealed record ArrivalRequest
{
    /// <summary>Code of the port.</summary>
    [NotBlank(16)]
    public required string Port { get; init; }

    /// <summary>The vehicles, 1 to 500, each VIN once, in the order of their arrival.</summary>
    [ItemCount]
    public required IReadOnlyList<Arrival> Arrivals { get; init; }
}
