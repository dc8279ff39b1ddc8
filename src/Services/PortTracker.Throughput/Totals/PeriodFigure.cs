using PortTracker.Contracts.Throughput;

namespace PortTracker.Throughput.Totals;

/// <summary>The figure of a period, and what it covers.</summary>
/// <param name="Whole">Whether it covers the period from its first day.</param>
/// <param name="Until">The last day that it covers.</param>
internal sealed record PeriodFigure(
    long Vehicles,
    long? NewEnergy,
    TotalSource Source,
    bool Closed,
    int Revision,
    DateTimeOffset? AsOf,
    bool Whole,
    DateOnly Until
);
