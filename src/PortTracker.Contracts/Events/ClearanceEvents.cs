namespace PortTracker.Contracts;

/// <summary>How far a movement is with the clearance service.</summary>
public enum ClearanceStatus
{
    /// <summary>Nothing decided.</summary>
    Pending,

    /// <summary>Clearance granted; it may leave.</summary>
    Granted,

    /// <summary>Clearance refused; it goes back inland.</summary>
    Refused,

    /// <summary>Out of the gate: exported.</summary>
    Departed,
}

/// <summary>A movement as the clearance service sees it.</summary>
public sealed record ClearanceState
{
    /// <summary>How far it is.</summary>
    public required ClearanceStatus Status { get; init; }

    /// <summary>Since when it is held (UTC); null when it is not.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Why it is held; null when it is not.</summary>
    public string? HoldReason { get; init; }

    /// <summary>Holds so far.</summary>
    public int Holds { get; init; }

    /// <summary>Time spent in holds that have ended, in milliseconds.</summary>
    public long HeldMilliseconds { get; init; }

    /// <summary>When clearance was granted (UTC).</summary>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>When clearance was refused (UTC).</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>When it left the port (UTC).</summary>
    public DateTimeOffset? DepartedAt { get; init; }

    /// <summary>Whether it stands on hold.</summary>
    public bool IsHeld => HeldSince is not null;
}

/// <summary>An event of the clearance service.</summary>
public abstract record ClearanceEvent : PortEvent
{
    /// <summary>The movement after this event.</summary>
    public required ClearanceState Clearance { get; init; }
}

/// <summary>An officer granted clearance.</summary>
public sealed record ClearanceGranted : ClearanceEvent;

/// <summary>A granted clearance fell because the movement was re-routed before it left.</summary>
public sealed record ClearanceWithdrawn : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>An officer put a movement on hold.</summary>
public sealed record MovementHeld : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>An officer ended a hold; the movement goes on where it stood.</summary>
public sealed record MovementResumed : ClearanceEvent;

/// <summary>An officer refused clearance.</summary>
public sealed record ClearanceRefused : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>A cleared vehicle left through the gate: this is when it counts as exported.</summary>
public sealed record VehicleDeparted : ClearanceEvent;

/// <summary>A supervisor corrected the time at which a vehicle left.</summary>
public sealed record DepartureCorrected : ClearanceEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
