using System.Text.Json;

namespace PortTracker.Contracts.FailedEvents;

/// <summary>A failed event with all that is known of it: <c>GET /api/{service}/failures/{source}/{sequence}</c>.</summary>
public sealed record FailedEventDetail
{
    /// <summary>The failed event.</summary>
    public required FailedEvent Message { get; init; }

    /// <summary>The exception with its stack; its first 4,000 characters.</summary>
    public required string Exception { get; init; }

    /// <summary>The event as it was written down; a JSON string where it is no JSON.</summary>
    public required JsonElement Body { get; init; }
}
