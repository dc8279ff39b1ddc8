namespace PortTracker.Contracts.Throughput;

/// <summary>
/// How a figure and the vehicles behind it add up:
/// figure = vehicles − not counted yet + official.
/// </summary>
public sealed record MovementSum
{
    /// <summary>Movements listed, on all pages together.</summary>
    public required long Vehicles { get; init; }

    /// <summary>
    /// The figure in the totals; of a choice of days what is counted of them, also where the totals have the official figure of
    /// their month. Null where there is no count of this choice.
    /// </summary>
    public long? Figure { get; init; }

    /// <summary>How many of the figure are an official figure, which has no vehicles behind it.</summary>
    public long Official { get; init; }

    /// <summary>
    /// Movements on record in months that count by an official figure. It includes them, so they are not listed.
    /// </summary>
    public long WithinOfficial { get; init; }

    /// <summary>
    /// Movements listed that the next count takes in; negative when it takes some out. 0 as soon as the job has run.
    /// </summary>
    public long NotCountedYet { get; init; }
}
