namespace PortTracker.Contracts.FailedEvents;

/// <summary>The outcome for a selection of failed events.</summary>
public sealed record FailedEventResponse
{
    /// <summary>Each that was named, once, in the order named.</summary>
    public required IReadOnlyList<FailedEventResult> Results { get; init; }
}
