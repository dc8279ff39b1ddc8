namespace PortTracker.Contracts.FailedEvents;

/// <summary>The order in which failed events are listed.</summary>
public enum FailedEventOrder
{
    /// <summary>Latest failure first.</summary>
    Newest,

    /// <summary>Earliest failure first.</summary>
    Oldest,
}
