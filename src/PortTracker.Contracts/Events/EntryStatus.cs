namespace PortTracker.Contracts.Events;

/// <summary>How far a movement is with the entry service.</summary>
public enum EntryStatus
{
    /// <summary>Announced by its operator, not here yet.</summary>
    PreRegistered,

    /// <summary>Through the gate.</summary>
    Arrived,

    /// <summary>Announced, but did not arrive.</summary>
    NoShow,

    /// <summary>Withdrawn before it arrived.</summary>
    Cancelled,
}
