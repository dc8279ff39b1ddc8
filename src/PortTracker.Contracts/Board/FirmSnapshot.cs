namespace PortTracker.Contracts.Board;

/// <summary>
/// The movements of a firm at a port at one moment: those announced, those in the port, and those that left, were refused, did not
/// arrive or were cancelled today. The answer to <see cref="IQueueHub.WatchFirm"/>.
/// </summary>
public sealed record FirmSnapshot
{
    /// <summary>Code of the port.</summary>
    public required string Port { get; init; }

    /// <summary>Name of the port.</summary>
    public required string PortName { get; init; }

    /// <summary>IANA name of the port's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The port's offset from UTC now, in minutes, for showing its clock without time zone data.</summary>
    public required int UtcOffsetMinutes { get; init; }

    /// <summary>Number of this state; the next delta has the next number.</summary>
    public required long Sequence { get; init; }

    /// <summary>The moment for which it holds (UTC).</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>
    /// Since when (UTC) the data may be stale, because a source service cannot be reached; null when all can.
    /// </summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>The firm's movements in each stage, in the order of the stages; a stage without any is left out.</summary>
    public required IReadOnlyList<StageCount> Counts { get; init; }

    /// <summary>
    /// The movements, in the order of the stages, the longest in its stage first. Of those announced, the first 5,000 by expected day
    /// of arrival; the counts show whether there are more, which <c>GET /api/board/firm/movements</c> lists.
    /// </summary>
    public required IReadOnlyList<FirmMovement> Movements { get; init; }
}
