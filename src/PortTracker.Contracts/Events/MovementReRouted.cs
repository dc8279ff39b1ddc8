namespace PortTracker.Contracts.Events;

/// <summary>A supervisor put a movement into another channel.</summary>
public sealed record MovementReRouted : InspectionEvent
{
    /// <summary>The channel before.</summary>
    public required Channel From { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
