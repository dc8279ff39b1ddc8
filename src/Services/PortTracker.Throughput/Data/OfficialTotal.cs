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
}
