namespace PortTracker.Access;

/// <summary>
/// Slows down whoever guesses passwords and codes: after some failures the next attempt must wait, twice as long after each further one.
/// It locks nobody out: failures count by name and address, and devices that the user has signed in from count apart. Counted in this
/// process, for names that do not exist as well.
/// </summary>
internal sealed class GuessDelays(TimeProvider time)
{
    private const int MaxKeys = 100_000;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    // Without a further failure.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Failures> failures = new(StringComparer.Ordinal);

    /// <summary>
    /// Counts an attempt as a failure, until <see cref="Succeed"/> or <see cref="Withdraw"/> says otherwise: many attempts at once must not
    /// all be free.
    /// </summary>
    /// <param name="counters">What the attempt counts for.</param>
    /// <param name="forgivenAt">Failures until then do not count.</param>
    /// <returns>How long the attempt must wait instead; null if it may be made.</returns>
    public TimeSpan? Begin(IReadOnlyList<GuessCounter> counters, DateTimeOffset? forgivenAt)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            foreach (var counter in counters)
            {
                if (failures.TryGetValue(counter.Key, out var old) && IsForgotten(old, now, forgivenAt))
                {
                    failures.Remove(counter.Key);
                }
            }

            var wait = counters.Max(counter => FreeAt(counter) - now);
            if (wait > TimeSpan.Zero)
            {
                return wait;
            }

            MakeRoom(now);
            foreach (var counter in counters)
            {
                failures[counter.Key] = new Failures(CountOf(counter) + 1, now);
            }

            return null;
        }
    }

    /// <summary>The attempt was right. Failures that only this caller can have made are forgotten.</summary>
    public void Succeed(IReadOnlyList<GuessCounter> counters)
    {
        Withdraw([.. counters.Where(counter => counter.IsShared)]);
        lock (gate)
        {
            foreach (var counter in counters.Where(counter => !counter.IsShared))
            {
                failures.Remove(counter.Key);
            }
        }
    }

    /// <summary>The attempt was not wrong.</summary>
    public void Withdraw(IReadOnlyList<GuessCounter> counters)
    {
        lock (gate)
        {
            foreach (var counter in counters)
            {
                if (failures.TryGetValue(counter.Key, out var counted))
                {
                    failures[counter.Key] = counted with { Count = Math.Max(counted.Count - 1, 0) };
                }
            }
        }
    }

    private int CountOf(GuessCounter counter) => failures.GetValueOrDefault(counter.Key)?.Count ?? 0;

    private DateTimeOffset FreeAt(GuessCounter counter)
    {
        if (!failures.TryGetValue(counter.Key, out var counted) || counted.Count < counter.FreeTries)
        {
            return DateTimeOffset.MinValue;
        }

        // The exponent is bounded: the longest wait is reached long before.
        var doublings = Math.Min(counted.Count - counter.FreeTries, 10);
        var wait = FirstWait * (1 << doublings);
        return counted.LastAt + (wait < LongestWait ? wait : LongestWait);
    }

    private static bool IsForgotten(Failures counted, DateTimeOffset now, DateTimeOffset? forgivenAt) =>
        counted.LastAt + Memory < now || counted.LastAt <= forgivenAt;

    /// <summary>Names are whatever callers send: the memory is bounded.</summary>
    private void MakeRoom(DateTimeOffset now)
    {
        if (failures.Count < MaxKeys)
        {
            return;
        }

        var gone = failures.Where(f => IsForgotten(f.Value, now, forgivenAt: null)).Select(f => f.Key).ToList();
        if (gone.Count is 0)
        {
            gone = [.. failures.OrderBy(f => f.Value.Count).Take(MaxKeys / 2).Select(f => f.Key)];
        }

        gone.ForEach(key => failures.Remove(key));
    }

    private sealed record Failures(int Count, DateTimeOffset LastAt);
}
