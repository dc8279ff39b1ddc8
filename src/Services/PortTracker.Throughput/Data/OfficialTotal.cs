namespace PortTracker.Throughput.Data;

/// <summary>An official total of a month or a year from before go-live.</summary>
internal sealed class OfficialTotal
{
    /// <summary>The month of a total of a whole year.</summary>
    public const int WholeYear = 0;

    public required string Port { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }
    public required long Vehicles { get; set; }
    public required long? NewEnergy { get; set; }
    public required string Source { get; set; }

    /// <summary>When it was imported as it is; null if that was before this was recorded.</summary>
    public required DateTimeOffset? ImportedAt { get; set; }

    /// <summary>1, plus 1 for each import that changed it.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Takes the figure of a later import.</summary>
    public void Replace(long vehicles, long? newEnergy, string source, DateTimeOffset at)
    {
        (Vehicles, NewEnergy, Source, ImportedAt) = (vehicles, newEnergy, source, at);
        Revision++;
    }
}
