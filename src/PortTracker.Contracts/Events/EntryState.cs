using PortTracker.Contracts.Vehicles;

namespace PortTracker.Contracts.Events;

/// <summary>A movement as the entry service sees it.</summary>
public sealed record EntryState
{
    /// <summary>How far it is.</summary>
    public required EntryStatus Status { get; init; }

    /// <summary>The vehicle, with every code normalised.</summary>
    public required Vehicle Vehicle { get; init; }

    /// <summary>Day for which it was announced, in the port's time zone; null when it arrived unannounced.</summary>
    public DateOnly? ExpectedOn { get; init; }

    /// <summary>When it was announced (UTC).</summary>
    public DateTimeOffset? PreRegisteredAt { get; init; }

    /// <summary>When it went through the gate (UTC).</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>When it was recorded as no-show or cancelled (UTC).</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Its lane.</summary>
    public string? Lane { get; init; }

    /// <summary>Its queue number: lane and running number, such as <c>C2-0147</c>.</summary>
    public string? QueueNumber { get; init; }

    /// <summary>
    /// Random number drawn at the gate, 0 to 999,999, that selects the random share. Nobody can know it before the vehicle is
    /// here, everybody can check it afterwards. Null before the arrival.
    /// </summary>
    public int? SelectionNumber { get; init; }

    /// <summary>Its rank in the lane: lower is earlier. Only the order has a meaning.</summary>
    public long QueueRank { get; init; }
}
