namespace PortTracker.Contracts.FailedEvents;

/// <summary>The outcome for a failed event, or, in a preview, the expected one.</summary>
public enum FailedEventOutcome
{
    /// <summary>It was applied and is no longer among the failed.</summary>
    Applied,

    /// <summary>The service already knows this or a later state of the movement. Nothing changed, and the message was removed.</summary>
    Outdated,

    /// <summary>It failed once more and stays.</summary>
    FailedAgain,

    /// <summary>It was taken out without being applied.</summary>
    Discarded,

    /// <summary>It is not among the failed: there was none by this id, or another has dealt with it.</summary>
    Gone,
}
