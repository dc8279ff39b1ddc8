using System.Globalization;

namespace PortTracker.EndToEnd;

/// <summary>How much of the way of all vehicles is done: through the gate, and to the end.</summary>
internal sealed class PlayShare : IProgress<PlayProgress>
{
    private volatile PlayProgress latest = new();

    public double Latest =>
        latest.Total is > 0 and var total ? (latest.Arrived + latest.NoShow + latest.Ended) / (2.0 * total) : 0;

    public void Report(PlayProgress value) => latest = value;
}

/// <summary>What a longer form of a test is told by its environment.</summary>
internal static class Setting
{
    public static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? int.Parse(value, CultureInfo.InvariantCulture)
            : otherwise;
}
