namespace PortTracker.Client.Samples;

/// <summary>Files that come with this library.</summary>
public static class Sample
{
    /// <summary>A made-up day at Khorgos: a manifest of 1,230 vehicles.</summary>
    public static Stream DayManifest() => Open("khorgos-day-manifest.csv");

    /// <summary>The yearly totals of Khorgos that are public, each with its source.</summary>
    public static Stream OfficialTotals() => Open("khorgos-official-totals.csv");

    private static Stream Open(string name) =>
        typeof(Sample).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not embedded.");
}
