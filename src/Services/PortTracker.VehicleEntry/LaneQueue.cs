namespace PortTracker.VehicleEntry;

/// <summary>The queue of one lane. It issues each number and each rank once.</summary>
internal sealed class LaneQueue
{
    // Ranks follow the time of arrival, so that lanes can be compared. The low bits leave room to put 20 vehicles, one after another,
    // between two that arrived in the same millisecond.
    private const int Room = 20;
    private const int Numbers = 9_999;

    private LaneQueue() { }

    public LaneQueue(string port, string name) => (Port, Name) = (port, name);

    public string Port { get; private set; } = "";
    public string Name { get; private set; } = "";
    public int LastNumber { get; private set; }
    public long LastRank { get; private set; }

    /// <summary>
    /// The next ticket. Numbers continue past midnight, so that no two vehicles in the port share one, and restart after weeks.
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
