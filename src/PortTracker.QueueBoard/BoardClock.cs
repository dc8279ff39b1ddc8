namespace PortTracker.QueueBoard;

/// <summary>The state of a board at one moment: its number, and how old its news may be.</summary>
internal readonly record struct BoardMoment(long Sequence, DateTimeOffset AsOf, DateTimeOffset? StaleSince);

/// <summary>Numbers the states of a board, so that who watches it notices a gap.</summary>
internal sealed class BoardClock(Freshness freshness, TimeProvider time)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private long sequence;
    private long sentAt = time.GetTimestamp();
    private DateTimeOffset? saidStale;

    public BoardMoment Now => new(sequence, time.GetUtcNow(), freshness.StaleSince);

    /// <summary>The next state, if one is due: something has changed, or, after a while without, as a sign of life.</summary>
    public BoardMoment? Next(bool hasChanged)
    {
        var now = Now;
        if (!hasChanged && now.StaleSince == saidStale && time.GetElapsedTime(sentAt) < Heartbeat)
        {
            return null;
        }

        sentAt = time.GetTimestamp();
        saidStale = now.StaleSince;
        return now with { Sequence = ++sequence };
    }
}
