namespace PortTracker.Contracts.Api;

/// <summary>One movement of an action, with what the actor knew of it.</summary>
public sealed record MovementReference
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>The version that the actor saw; 409 if the movement has changed since. Left out, only the state is checked.</summary>
    public int? Version { get; init; }

    /// <summary>When it was done (UTC), if not now.</summary>
    public DateTimeOffset? OccurredAt { get; init; }
}
