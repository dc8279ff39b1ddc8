namespace PortTracker.VehicleEntry;

/// <summary>A change of a vehicle's queue position. It is kept permanently.</summary>
internal sealed class QueueChangeRecord
{
    public long Id { get; init; }
    public required Guid MovementId { get; init; }
    public string? FromLane { get; init; }
    public required string ToLane { get; init; }
    public int? FromPosition { get; init; }
    public required int ToPosition { get; init; }
    public required string Actor { get; set; }
    public required string Reason { get; set; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Removes who changed it, and the reason.</summary>
    public void Anonymise() => Actor = Reason = "";
}
