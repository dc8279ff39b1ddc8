using PortTracker.Contracts.Events;

namespace PortTracker.Contracts.Entry;

/// <summary>A movement as the entry service lists it: <c>GET /api/entry/movements</c>.</summary>
public sealed record EntryMovement
{
    /// <summary>The movement.</summary>
    public required Guid MovementId { get; init; }

    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Version at the entry service.</summary>
    public required int Version { get; init; }

    /// <summary>Its state.</summary>
    public required EntryState State { get; init; }

    /// <summary>Whether it is in the port.</summary>
    public required bool OnSite { get; init; }
}
