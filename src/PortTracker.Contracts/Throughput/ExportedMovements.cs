namespace PortTracker.Contracts.Throughput;

/// <summary>
/// <c>GET /api/throughput/movements?port=&amp;year=[&amp;month=[&amp;day=]]</c> or <c>&amp;from=&amp;to=</c>, and any of the dimensions of a
/// total as <c>&amp;destination=KZ</c>: the movements that a figure is made of, by day of departure and VIN. The days are the port's.
/// </summary>
public sealed record ExportedMovements
{
    /// <summary>The movements of this page.</summary>
    public required IReadOnlyList<ExportedMovement> Items { get; init; }

    /// <summary>Pass it as <c>after</c> for the next page; null on the last.</summary>
    public string? Next { get; init; }

    /// <summary>How they add up; on the first page only.</summary>
    public MovementSum? Sum { get; init; }
}
