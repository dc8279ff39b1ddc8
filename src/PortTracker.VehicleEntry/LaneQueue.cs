namespace PortTracker.VehicleEntry;

/// <summary>A place in a lane: the number by which a vehicle is called, and the rank by which it is ordered.</summary>
internal readonly record struct QueueTicket(string Lane, string Number, long Rank);

/// <summary>The queue of one lane. It hands out numbers and ranks, each once.</summary>
internal sealed class LaneQueue
{
    // Ranks follow the time of arrival, so that lanes compare, with room for 20 vehicles to be put, one after the other,
    // between two that came in the same millisecond.
    private const int Room = 20;
    private const int Numbers = 9_999;

    private LaneQueue() { }

    public LaneQueue(string port, string name) => (Port, Name) = (port, name);

    public string Port { get; private set; } = "";
    public string Name { get; private set; } = "";
    public int LastNumber { get; private set; }
    public long LastRank { get; private set; }

    /// <summary>
    /// The next ticket. Numbers run on over midnight, so that no two vehicles in the port have the same, and begin again after
    /// weeks.
    /// </summary>
    public QueueTicket Draw(DateTimeOffset at)
    {
        LastNumber = LastNumber % Numbers + 1;
        return new QueueTicket(Name, $"{Name}-{LastNumber:0000}", NextRank(at));
    }

    /// <summary>The rank at the end of the lane.</summary>
    public long NextRank(DateTimeOffset at) =>
        LastRank = Math.Max(LastRank + (1L << Room), at.ToUnixTimeMilliseconds() << Room);
}

/// <summary>A change of a place in the queue, kept for good.</summary>
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

    /// <summary>Lets go of who changed it, and of what was said.</summary>
    public void Forget() => Actor = Reason = "";
}
