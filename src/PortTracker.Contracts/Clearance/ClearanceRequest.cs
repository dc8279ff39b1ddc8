using System.ComponentModel.DataAnnotations;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Clearance;

/// <summary>
/// <c>POST /api/clearance/grants</c>, <c>/resumptions</c> and <c>/departures</c>. Names exactly one of: movements, a
/// declaration, a carrier; the latter two select all their vehicles in the port. It applies to all or, with 409, to none.
/// </summary>
public record ClearanceRequest : IValidatableObject
{
    /// <summary>Code of the port; needed with a declaration or a carrier.</summary>
    [MaxLength(16)]
    public string? Port { get; init; }

    /// <summary>The movements, 1 to 500, each once.</summary>
    [ItemCount(Min = 0)]
    public IReadOnlyList<MovementReference>? Movements { get; init; }

    /// <summary>Declaration to select by, 18 digits.</summary>
    [MaxLength(64)]
    public string? DeclarationNumber { get; init; }

    /// <summary>Plate of the carrier to select by.</summary>
    [Plate]
    public string? CarrierPlate { get; init; }

    /// <summary>With a declaration or a carrier: vehicles left out of the action and put on hold instead.</summary>
    [ItemCount(Min = 0)]
    public IReadOnlyList<HeldBack> HoldBack { get; init; } = [];

    /// <summary>When it was done (UTC), if not now. A movement's own time takes precedence.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var named =
            (Movements is { Count: > 0 } ? 1 : 0)
            + (DeclarationNumber is null ? 0 : 1)
            + (CarrierPlate is null ? 0 : 1);
        if (named is not 1)
        {
            yield return new ValidationResult(
                "Name exactly one of: movements, declarationNumber, carrierPlate.",
                [nameof(Movements)]
            );
        }

        if (CarrierPlate is not null && Plate.Normalise(CarrierPlate) is null)
        {
            yield return new ValidationResult("This names no carrier. Give its plate.", [nameof(CarrierPlate)]);
        }

        if (Movements is not { Count: > 0 } && string.IsNullOrWhiteSpace(Port))
        {
            yield return new ValidationResult("A declaration or carrier needs its port.", [nameof(Port)]);
        }

        if (Movements is { Count: > 0 } && HoldBack.Count > 0)
        {
            yield return new ValidationResult(
                "Leave the vehicle out of the movements and hold it by itself.",
                [nameof(HoldBack)]
            );
        }
    }
}
