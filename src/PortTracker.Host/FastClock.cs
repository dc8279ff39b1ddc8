namespace PortTracker.Host;

/// <summary>A clock that starts at a given time and runs faster. Its timers use real time, so that only the port's time is fast.</summary>
internal sealed class FastClock(DateTimeOffset begin, int speed) : TimeProvider
{
    private readonly long startedAt = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => begin + System.GetElapsedTime(startedAt) * speed;
}
