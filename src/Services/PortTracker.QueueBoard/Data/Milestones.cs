namespace PortTracker.QueueBoard.Data;

/// <summary>What a movement adds to the totals of days.</summary>
internal readonly record struct Milestones(
    DateTimeOffset? Arrived,
    DateTimeOffset? Cleared,
    DateTimeOffset? Departed,
    DateTimeOffset? Refused
)
{
    public DateTimeOffset? Latest => Departed ?? Refused ?? Cleared ?? Arrived;
}
