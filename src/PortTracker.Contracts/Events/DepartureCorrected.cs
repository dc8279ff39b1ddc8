namespace PortTracker.Contracts.Events;

/// <summary>A supervisor corrected the time at which a vehicle left.</summary>
public sealed record DepartureCorrected : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
