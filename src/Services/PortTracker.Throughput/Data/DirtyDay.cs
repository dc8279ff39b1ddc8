namespace PortTracker.Throughput.Data;

/// <summary>A business day whose figures may have changed since it was counted.</summary>
internal sealed class DirtyDay
{
    public required string Port { get; init; }
    public required DateOnly Date { get; init; }

    /// <summary>Increases with each mark, so that a count removes only the marks that it has seen.</summary>
    public int Stamp { get; set; } = 1;
}
