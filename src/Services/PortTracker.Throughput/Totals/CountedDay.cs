namespace PortTracker.Throughput.Totals;

/// <summary>A counted day.</summary>
internal sealed record CountedDay(
    DateOnly Date,
    long Vehicles,
    long NewEnergy,
    bool Closed,
    bool Dirty,
    int Revision,
    DateTimeOffset AsOf
);
