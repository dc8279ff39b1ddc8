namespace PortTracker.Client.Simulation;

/// <summary>How a plan is played: when a planned step is due, and which time is stated for it.</summary>
public abstract record Pace
{
    private Pace() { }

    /// <summary>Whether a step is due; if it is, with the time to be stated (null: let the server's clock tell).</summary>
    internal abstract bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt);

    /// <summary>How many vehicles may come now, if so many have come since the start.</summary>
    internal virtual int Allowance(TimeSpan elapsed, long sent) => int.MaxValue;

    /// <summary>Whether a step may be waiting for its time, so that standing still is no sign of trouble.</summary>
    internal virtual bool Waits => false;

    /// <summary>Now, without regard to planned times; so many vehicles a second arrive, or as many as the server takes.</summary>
    public sealed record AtRate(double? VehiclesPerSecond = null) : Pace
    {
        internal override bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt)
        {
            occurredAt = null;
            return true;
        }

        internal override int Allowance(TimeSpan elapsed, long sent) =>
            VehiclesPerSecond is { } rate ? (int)Math.Max(0, elapsed.TotalSeconds * rate - sent) : int.MaxValue;
    }

    /// <summary>As fast as the server takes it, with the planned times, which all lie in the past.</summary>
    public sealed record Backfill(TimeProvider Clock) : Pace
    {
        internal override bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt)
        {
            var now = Clock.GetUtcNow();
            occurredAt = planned < now ? planned : now;
            return true;
        }
    }

    /// <summary>Each step when the clock comes to its planned time; at once, with its own time, what lies in the past.</summary>
    public sealed record ByClock(TimeProvider Clock) : Pace
    {
        internal override bool Waits => true;

        internal override bool IsDue(DateTimeOffset planned, out DateTimeOffset? occurredAt)
        {
            occurredAt = planned;
            return planned <= Clock.GetUtcNow();
        }
    }
}
