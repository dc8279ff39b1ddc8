namespace PortTracker.Contracts.Events;

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

    /// <summary>Whether it is on hold.</summary>
    public bool IsHeld => HeldSince is not null;
}
