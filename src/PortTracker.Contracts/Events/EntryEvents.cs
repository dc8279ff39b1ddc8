namespace PortTracker.Contracts;

/// <summary>How far a movement is with the entry service.</summary>
public enum EntryStatus
{
    /// <summary>Announced by its operator, not here yet.</summary>
    PreRegistered,

    /// <summary>Through the gate.</summary>
    Arrived,

    /// <summary>Announced, but did not come.</summary>
    NoShow,

    /// <summary>Withdrawn before it arrived.</summary>
    Cancelled,
}

/// <summary>A movement as the entry service sees it.</summary>
public sealed record EntryState
{
    /// <summary>How far it is.</summary>
    public required EntryStatus Status { get; init; }

    /// <summary>The vehicle, with every code normalised.</summary>
    public required Vehicle Vehicle { get; init; }

    /// <summary>Day for which it was announced, in the port's time zone; null when it came unannounced.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>When it was announced (UTC).</summary>
    public DateTimeOffset? PreRegisteredAt { get; init; }

    /// <summary>When it went through the gate (UTC).</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When it was recorded as no-show or cancelled (UTC).</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Lane in which it stands.</summary>
    public string? Lane { get; init; }

    /// <summary>Number by which it is called: lane and running number, such as <c>C2-0147</c>.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>
    /// Lot drawn at the gate, 0 to 999,999, by which the random share is chosen: nobody can know it before the vehicle is
    /// here, everybody can check it afterwards. Null before the arrival.
    /// </summary>
    public int? Lot { get; init; }

    /// <summary>Where it stands in its lane: lower is earlier. Only the order means something.</summary>
    public long QueueRank { get; init; }
}

/// <summary>An event of the vehicle-entry service.</summary>
public abstract record EntryEvent : PortEvent
{
    /// <summary>The movement after this event.</summary>
    public required EntryState Entry { get; init; }
}

/// <summary>An operator announced a vehicle.</summary>
public sealed record VehiclePreRegistered : EntryEvent;

/// <summary>A vehicle came through the gate and was given a lane and a queue number.</summary>
public sealed record VehicleArrived : EntryEvent;

/// <summary>A supervisor moved a vehicle to another place in the queue.</summary>
public sealed record QueuePositionChanged : EntryEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>A vehicle that was announced did not come.</summary>
public sealed record NoShowRecorded : EntryEvent
{
    /// <summary>Why it is taken to be so.</summary>
    public required string Reason { get; init; }
}

/// <summary>An announcement was withdrawn.</summary>
public sealed record MovementCancelled : EntryEvent
{
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
