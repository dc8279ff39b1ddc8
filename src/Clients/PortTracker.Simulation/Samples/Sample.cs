namespace PortTracker.Simulation.Samples;

/// <summary>Sample files of this library.</summary>
public static class Sample
{
    /// <summary>A made-up day at Khorgos: a manifest of 1,230 vehicles.</summary>
    public static Stream DayManifest() => Open("khorgos-day-manifest.csv");

    /// <summary>The published yearly totals of Khorgos, each with its source.</summary>
    public static Stream OfficialTotals() => Open("khorgos-official-totals.csv");

    private static Stream Open(string name) =>
        typeof(Sample).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is not an embedded resource.");
}
