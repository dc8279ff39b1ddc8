namespace PortTracker.Verification;

/// <summary>One check.</summary>
/// <param name="Name">What must be true.</param>
/// <param name="Examined">Number of movements, days, … that were compared.</param>
/// <param name="Differing">Number of differences; 0 if the check passes.</param>
/// <param name="Differences">The first differences.</param>
public sealed record ConsistencyCheck(string Name, long Examined, int Differing, IReadOnlyList<string> Differences)
{
    private const int MostListed = 50;

    /// <summary>Whether the check passes.</summary>
    public bool Holds => Differing is 0;

    internal static ConsistencyCheck Of(string name, long examined, IEnumerable<string> differences)
    {
        var all = differences.ToList();
        return new ConsistencyCheck(name, examined, all.Count, [.. all.Take(MostListed)]);
    }
}
