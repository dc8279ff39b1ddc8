using System.Collections.Concurrent;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.ServiceCore.Journal;

/// <summary>When each source of events last sent an event or a heartbeat to this process.</summary>
public sealed class SourceLiveness(TimeProvider time)
{
    /// <summary>A source that is silent for longer is considered unreachable.</summary>
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Moment> lastHeard = new(StringComparer.Ordinal);

    /// <summary>The time since which displayed data may be out of date; null if every source is live.</summary>
    public DateTimeOffset? StaleSince
    {
        get
        {
            var silentSources = lastHeard
                .Values.Where(moment => time.GetElapsedTime(moment.Timestamp) > SilenceLimit)
                .ToList();
            return silentSources.Count is 0 ? null : silentSources.Min(moment => moment.At).TruncateToMilliseconds();
        }
    }

    internal void Expect(IEnumerable<string> sources)
    {
        foreach (var source in sources)
        {
            lastHeard.TryAdd(source, Now);
        }
    }

    internal void MarkHeard(string source) => lastHeard[source] = Now;

    private Moment Now => new(time.GetUtcNow(), time.GetTimestamp());

    private readonly record struct Moment(DateTimeOffset At, long Timestamp);
}
