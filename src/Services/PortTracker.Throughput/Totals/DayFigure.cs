namespace PortTracker.Throughput.Totals;

/// <summary>A counted day.</summary>
internal sealed record DayFigure(
    DateOnly Date,
    long Vehicles,
    long NewEnergy,
    bool Closed,
    bool Dirty,
    int Revision,
    DateTimeOffset AsOf
);
