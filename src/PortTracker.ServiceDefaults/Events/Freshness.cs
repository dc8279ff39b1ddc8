using System.Collections.Concurrent;

namespace PortTracker.ServiceDefaults;

/// <summary>When the services to which this process listens were last heard: with an event, or with a sign of life.</summary>
public sealed class Freshness(TimeProvider time)
{
    /// <summary>A service that is silent for longer is taken to be out of reach.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Moment> heard = new(StringComparer.Ordinal);

    /// <summary>Since when what is shown may be out of date; null when all are heard.</summary>
    public DateTimeOffset? StaleSince
    {
        get
        {
            var silent = heard.Values.Where(moment => time.GetElapsedTime(moment.Timestamp) > Patience).ToList();
            return silent.Count is 0 ? null : Act.ToMilliseconds(silent.Min(moment => moment.At));
        }
    }

    internal void Expect(IEnumerable<string> sources)
    {
        foreach (var source in sources)
        {
            heard.TryAdd(source, Now);
        }
    }

    internal void Heard(string source) => heard[source] = Now;

    private Moment Now => new(time.GetUtcNow(), time.GetTimestamp());

    private readonly record struct Moment(DateTimeOffset At, long Timestamp);
}
