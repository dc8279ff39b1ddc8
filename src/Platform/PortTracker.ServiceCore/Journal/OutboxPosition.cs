namespace PortTracker.ServiceCore.Journal;

/// <summary>
/// The position up to which the journal has been published, and the process that holds the lease to publish. The lease of a failed
/// process expires. If two processes publish for a moment, consumers receive events twice, which they must handle anyway.
/// </summary>
internal sealed class OutboxPosition
{
    public static OutboxPosition TheOnly { get; } = new();

    public int Id { get; init; } = 1;
    public long Position { get; init; }
    public string? Owner { get; init; }
    public DateTimeOffset? LeasedUntil { get; init; }
}
