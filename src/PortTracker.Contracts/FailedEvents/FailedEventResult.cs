namespace PortTracker.Contracts.FailedEvents;

/// <summary>The outcome for one failed event.</summary>
public sealed record FailedEventResult
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The outcome.</summary>
    public required FailedEventOutcome Outcome { get; init; }

    /// <summary>Why it failed again.</summary>
    public string? Error { get; init; }
}
