namespace PortTracker.Simulation;

/// <summary>When a planned step is due, and which time the simulator states for it.</summary>
public abstract record ArrivalPacing
{
    private ArrivalPacing() { }

    /// <summary>Whether a step is due, and the time to state for it; null for the server's clock.</summary>
    internal abstract bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt);

    /// <summary>How many more vehicles may arrive, given those since the start.</summary>
    internal virtual int Allowance(TimeSpan elapsed, long sent) => int.MaxValue;

    /// <summary>Whether steps wait for their time, so that a standstill is not a failure.</summary>
    internal virtual bool Waits => false;

    /// <summary>Immediately, at the given number of arrivals per second, or as fast as the server accepts them.</summary>
    public sealed record AtRate(double? VehiclesPerSecond = null) : ArrivalPacing
    {
        internal override bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt)
        {
            occurredAt = null;
            return true;
        }

        internal override int Allowance(TimeSpan elapsed, long sent) =>
            VehiclesPerSecond is { } rate ? (int)Math.Max(0, elapsed.TotalSeconds * rate - sent) : int.MaxValue;
    }

    /// <summary>As fast as the server accepts them, with the planned times, which are all in the past.</summary>
    public sealed record Backfill(TimeProvider Clock) : ArrivalPacing
    {
        internal override bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt)
        {
            var now = Clock.GetUtcNow();
            occurredAt = planned < now ? planned : now;
            return true;
        }
    }

    /// <summary>At the planned time of a clock. Steps in the past are due immediately, with their own time.</summary>
    public sealed record ByClock(TimeProvider Clock) : ArrivalPacing
    {
        internal override bool Waits => true;

        internal override bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt)
        {
            occurredAt = planned;
            return planned <= Clock.GetUtcNow();
        }
    }
}
