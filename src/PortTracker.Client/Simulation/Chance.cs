namespace PortTracker.Client.Simulation;

/// <summary>Draws from a <see cref="Random"/>.</summary>
internal static class Chance
{
    /// <summary>True in the given share of draws.</summary>
    public static bool OneIn(this Random random, double share) => random.NextDouble() < share;

    /// <summary>One of the items.</summary>
    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>A duration around the median with a long tail, as waiting times have: log-normal, at most eight medians.</summary>
    public static TimeSpan Around(this Random random, TimeSpan median, double spread = 0.6)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var normal = radius * Math.Cos(2 * Math.PI * random.NextDouble());
        return TimeSpan.FromSeconds(Math.Ceiling(median.TotalSeconds * Math.Min(8, Math.Exp(spread * normal))));
    }
}

/// <summary>Items that are drawn in proportion to their weights.</summary>
internal sealed class Lottery<T>
{
    private readonly IReadOnlyList<T> _items;
    private readonly double[] _upTo;

    public Lottery(IReadOnlyList<T> items, Func<T, double> weight)
    {
        var sum = 0d;
        _items = items;
        _upTo = [.. items.Select(item => sum += weight(item))];
    }

    public T Draw(Random random)
    {
        var found = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _items[Math.Min(found < 0 ? ~found : found + 1, _items.Count - 1)];
    }
}
