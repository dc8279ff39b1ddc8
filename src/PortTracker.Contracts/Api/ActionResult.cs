namespace PortTracker.Contracts.Api;

/// <summary>What an action did to one movement.</summary>
public sealed record ActionResult
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Its version at this service after the action; send it with the next action to be safe against a stale view.</summary>
    public required int Version { get; init; }

    /// <summary>Its state at this service after the action.</summary>
    public required string State { get; init; }
}
