using System.ComponentModel.DataAnnotations;

namespace PortTracker.Contracts;

/// <summary>A vehicle that stays behind when its declaration or carrier is cleared: it is put on hold.</summary>
public sealed record HeldBack
{
    /// <summary>Its VIN.</summary>
    [Vin]
    public required string Vin { get; init; }

    /// <summary>Why.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }
}

/// <summary>
/// <c>POST /api/clearance/grants</c>, <c>/resumptions</c> and <c>/departures</c>. Names exactly one of: movements, a
/// declaration, a carrier; the latter two mean all their vehicles that stand in the port. Done for all, or with 409 for none.
/// </summary>
public record ClearanceRequest : IValidatableObject
{
    /// <summary>Code of the port; needed with a declaration or a carrier.</summary>
    [MaxLength(16)]
    public string? Port { get; init; }

    /// <summary>The movements, 1 to 500, each once.</summary>
    [Batch(Min = 0)]
    public IReadOnlyList<MovementRef>? Movements { get; init; }

    /// <summary>Declaration whose vehicles are meant, 18 digits.</summary>
    [MaxLength(18)]
    public string? DeclarationNumber { get; init; }

    /// <summary>Plate of the carrier whose vehicles are meant.</summary>
    [MaxLength(Contracts.Plate.MaxLength)]
    public string? CarrierPlate { get; init; }

    /// <summary>With a declaration or a carrier: vehicles left out of the action and put on hold instead.</summary>
    [Batch(Min = 0)]
    public IReadOnlyList<HeldBack> HoldBack { get; init; } = [];

    /// <summary>When it was done (UTC), if not now; a movement's own time comes first.</summary>
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

/// <summary><c>POST /api/clearance/holds</c> and <c>/refusals</c>: as <see cref="ClearanceRequest"/>, with a reason.</summary>
public sealed record ReasonedClearanceRequest : ClearanceRequest, IReasoned
{
    /// <summary>Why; it stays on record.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }
}

/// <summary><c>POST /api/clearance/departure-corrections</c>: a supervisor corrects the time at which a vehicle left.</summary>
public sealed record DepartureCorrectionRequest : IReasoned
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The version that the supervisor saw; 409 if the movement has changed since.</summary>
    public int? Version { get; init; }

    /// <summary>When it really left (UTC).</summary>
    public required DateTimeOffset DepartedAt { get; init; }

    /// <summary>Why; it stays on record.</summary>
    [Given(Limits.Reason)]
    public required string Reason { get; init; }
}

/// <summary>Which movements of the clearance service to list.</summary>
public enum ClearanceQueue
{
    /// <summary>Waiting for a decision: released by inspection, not objected to, not held.</summary>
    Ready,

    /// <summary>Released by inspection with a major or critical finding, not held: hold, refuse or inspect again.</summary>
    Objected,

    /// <summary>On hold.</summary>
    Held,

    /// <summary>Granted, not held, not gone.</summary>
    Cleared,
}

/// <summary>A movement as the clearance service lists it: <c>GET /api/clearance/movements?port=&amp;queue=</c>, oldest first.</summary>
public sealed record ClearanceMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Its VIN; null until the entry service's event is here.</summary>
    public string? Vin { get; init; }

    /// <summary>Number by which it is called.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>Its declaration.</summary>
    public string? DeclarationNumber { get; init; }

    /// <summary>Its carrier.</summary>
    public string? CarrierPlate { get; init; }

    /// <summary>Version at the clearance service.</summary>
    public required int Version { get; init; }

    /// <summary>Whether an officer may grant it now.</summary>
    public required bool Ready { get; init; }

    /// <summary>When inspection released it (UTC).</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Its state.</summary>
    public required ClearanceState State { get; init; }
}
