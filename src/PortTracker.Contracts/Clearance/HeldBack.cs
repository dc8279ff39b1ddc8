using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Clearance;

/// <summary>A vehicle that stays behind when its declaration or carrier is cleared: it is put on hold.</summary>
public sealed record HeldBack
{
    /// <summary>Its VIN.</summary>
    [Vin]
    public required string Vin { get; init; }

    /// <summary>Why.</summary>
    [NotBlank(Limits.Reason)]
    public required string Reason { get; init; }
}
