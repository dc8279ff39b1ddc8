namespace PortTracker.Contracts.Api;

/// <summary>A movement that an action met in a state in which the action cannot be done: part of a 409's <c>conflicts</c>.</summary>
public sealed record StateConflict
{
    /// <summary>The movement; null when the conflict is not about a single movement.</summary>
    public Guid? MovementId { get; init; }

    /// <summary>Its VIN, where known.</summary>
    public string? Vin { get; init; }

    /// <summary>The state in which it is now.</summary>
    public string? State { get; init; }

    /// <summary>Its version now, to be sent with the next try.</summary>
    public int? Version { get; init; }

    /// <summary>Why the action cannot be done, and what to do instead.</summary>
    public required string Reason { get; init; }
}
