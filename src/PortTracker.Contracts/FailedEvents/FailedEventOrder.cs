namespace PortTracker.Contracts.FailedEvents;

/// <summary>The order in which failed messages are listed.</summary>
public enum FailedEventOrder
{
    /// <summary>Latest failure first.</summary>
    Newest,

    /// <summary>Earliest failure first.</summary>
    Oldest,
}
