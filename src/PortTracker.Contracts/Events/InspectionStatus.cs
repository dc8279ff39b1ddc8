namespace PortTracker.Contracts.Events;

/// <summary>How far a movement is with the inspection service.</summary>
public enum InspectionStatus
{
    /// <summary>Its documents are being looked at (yellow).</summary>
    DocumentaryControl,

    /// <summary>It waits for physical inspection (red).</summary>
    AwaitingInspection,

    /// <summary>It is being inspected (red).</summary>
    UnderInspection,

    /// <summary>The inspection service has no more to do with it.</summary>
    Released,
}
