namespace PortTracker.Contracts.Events;

/// <summary>The stage of a movement, derived from all services.</summary>
public enum Stage
{
    /// <summary>Announced, not here yet.</summary>
    PreRegistered,

    /// <summary>Through the gate, channel not assigned yet.</summary>
    Arrived,

    /// <summary>Yellow: its documents are being looked at.</summary>
    DocumentaryControl,

    /// <summary>Red: it waits for an inspector.</summary>
    AwaitingInspection,

    /// <summary>Red: it is being inspected.</summary>
    UnderInspection,

    /// <summary>It waits for an officer's decision.</summary>
    AwaitingClearance,

    /// <summary>An officer holds it.</summary>
    Held,

    /// <summary>It may leave.</summary>
    Cleared,

    /// <summary>It has left: exported.</summary>
    Departed,

    /// <summary>Clearance was refused.</summary>
    Refused,

    /// <summary>It did not arrive.</summary>
    NoShow,

    /// <summary>It was withdrawn before it arrived.</summary>
    Cancelled,
}
