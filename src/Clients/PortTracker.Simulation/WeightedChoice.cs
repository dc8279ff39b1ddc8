namespace PortTracker.Simulation;

/// <summary>Draws items in proportion to their weights.</summary>
internal sealed class WeightedChoice<T>
{
    private readonly IReadOnlyList<T> _items;
    private readonly double[] _upTo;

    public WeightedChoice(IReadOnlyList<T> items, Func<T, double> weight)
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
