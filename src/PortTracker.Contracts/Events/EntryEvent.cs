namespace PortTracker.Contracts.Events;

/// <summary>An event of the vehicle-entry service.</summary>
public abstract record EntryEvent : PortEvent
{
    /// <summary>The movement after this event.</summary>
    public required EntryState Entry { get; init; }
}
