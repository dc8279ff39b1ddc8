namespace PortTracker.Contracts.Events;

/// <summary>How far a movement is with the clearance service.</summary>
public enum ClearanceStatus
{
    /// <summary>No decision yet.</summary>
    Pending,

    /// <summary>Clearance granted; it may leave.</summary>
    Granted,

    /// <summary>Clearance refused; it goes back inland.</summary>
    Refused,

    /// <summary>Out of the gate: exported.</summary>
    Departed,
}
