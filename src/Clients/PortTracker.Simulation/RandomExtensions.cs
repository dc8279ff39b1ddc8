namespace PortTracker.Simulation;

/// <summary>Draws from a <see cref="Random"/>.</summary>
internal static class RandomExtensions
{
    /// <summary>True in the given share of draws.</summary>
    public static bool WithProbability(this Random random, double share) => random.NextDouble() < share;

    /// <summary>One of the items.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A duration around the median with the long tail of waiting times: log-normal, at most eight medians.</summary>
    public static TimeSpan Around(this Random random, TimeSpan median, double spread = 0.6)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var normal = radius * Math.Cos(2 * Math.PI * random.NextDouble());
        return TimeSpan.FromSeconds(Math.Ceiling(median.TotalSeconds * Math.Min(8, Math.Exp(spread * normal))));
    }
}
