namespace PortTracker.Contracts.Entry;

/// <summary>Answer to an arrival.</summary>
public sealed record ArrivalResponse
{
    /// <summary>The vehicles, in the order of the request.</summary>
    public required IReadOnlyList<ArrivedVehicle> Arrivals { get; init; }
}
