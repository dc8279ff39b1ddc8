using PortTracker.ServiceCore.Journal;

namespace PortTracker.QueueBoard.Board;

/// <summary>Numbers the states of a board, so that watchers can detect a gap.</summary>
internal sealed class BoardSequencer(SourceLiveness liveness, TimeProvider time)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private long sequence;
    private long sentAt = time.GetTimestamp();
    private DateTimeOffset? sentStaleSince;

    public BoardStateHeader Now => new(sequence, time.GetUtcNow(), liveness.StaleSince);

    /// <summary>The next state, if one is due: after a change, or as a heartbeat.</summary>
    public BoardStateHeader? Next(bool hasChanged)
    {
        var now = Now;
        if (!hasChanged && now.StaleSince == sentStaleSince && time.GetElapsedTime(sentAt) < Heartbeat)
        {
            return null;
        }

        sentAt = time.GetTimestamp();
        sentStaleSince = now.StaleSince;
        return now with { Sequence = ++sequence };
    }
}
