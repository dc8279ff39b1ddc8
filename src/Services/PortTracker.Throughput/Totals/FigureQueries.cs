using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Totals;

/// <summary>Queries for the counts behind the totals, each in one statement.</summary>
internal static class FigureQueries
{
    /// <summary>A year and the year before, for comparison.</summary>
    public static Task<PeriodFigures> FiguresAsync(
        this ThroughputDb db,
        Port port,
        int year,
        DateOnly today,
        CancellationToken cancellationToken
    ) => db.FiguresAsync(port, year - 1, year, today, cancellationToken);

    /// <summary>A range of years.</summary>
    public static async Task<PeriodFigures> FiguresAsync(
        this ThroughputDb db,
        Port port,
        int first,
        int last,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = (DateRange.Year(first).From, DateRange.Year(last).To);
        var days = await db
            .DailyTotals.Where(total => total.Port == port.Code && total.Date >= from && total.Date <= to)
            .Select(total => new CountedDay(
                total.Date,
                total.Vehicles,
                total.NewEnergy,
                total.Closed,
                db.DirtyDays.Any(dirty => dirty.Port == total.Port && dirty.Date == total.Date),
                total.Revision,
                total.CountedAt
            ))
            .ToListAsync(cancellationToken);
        var officials = await db
            .OfficialTotals.AsNoTracking()
            .Where(official => official.Port == port.Code && official.Year >= first && official.Year <= last)
            .ToListAsync(cancellationToken);
        var lastCounted = await db
            .DailyTotals.Where(total => total.Port == port.Code)
            .MaxAsync(total => (DateOnly?)total.Date, cancellationToken);
        return new PeriodFigures(days, officials, lastCounted, today);
    }

    /// <summary>The breakdowns of the days, compared with the same days a year before.</summary>
    public static async Task<IReadOnlyDictionary<Dimension, IReadOnlyList<BreakdownLine>>> BreakdownsAsync(
        this ThroughputDb db,
        Port port,
        DateOnly[] days,
        IReadOnlyList<DateOnly>? before,
        CancellationToken cancellationToken
    )
    {
        // Without counted days there is nothing to compare.
        DateOnly[] both = days is [] ? [] : [.. before ?? [], .. days];
        var from = days.DefaultIfEmpty().Min();
        var lines = await db
            .BreakdownLines.Where(line => line.Port == port.Code && EF.Parameter(both).Contains(line.Date))
            .GroupBy(line => new { line.Dimension, line.Key })
            .Select(group => new Line(
                group.Key.Dimension,
                group.Key.Key,
                group.Sum(line => line.Date >= from ? line.Vehicles : 0),
                group.Sum(line => line.Date >= from ? line.Inspected : 0),
                group.Sum(line => line.Date >= from ? line.Findings : 0),
                group.Sum(line => line.Date < from ? line.Vehicles : 0)
            ))
            .ToListAsync(cancellationToken);
        return lines
            .Concat(Regions(lines))
            .GroupBy(line => line.Dimension)
            .OrderBy(dimension => dimension.Key)
            .ToDictionary(
                dimension => dimension.Key,
                IReadOnlyList<BreakdownLine> (dimension) =>
                    [
                        .. dimension
                            .OrderByDescending(line => line.Vehicles)
                            .ThenBy(line => line.Key, StringComparer.Ordinal)
                            .Select(line => new BreakdownLine(line.Key, line.Vehicles, line.Inspected, line.Findings)
                            {
                                YearOnYear = before is { Count: > 0 }
                                    ? Comparison.Of(line.Vehicles, line.Before, before[0], before[^1])
                                    : null,
                            }),
                    ]
            );
    }

    /// <summary>The region of a stored destination; Unknown for an unknown code.</summary>
    public static string RegionOf(string destination) =>
        Destination.RegionOf(destination)?.ToString() ?? BreakdownLine.Unknown;

    private static IEnumerable<Line> Regions(IEnumerable<Line> lines) =>
        lines
            .Where(line => line.Dimension is Dimension.Destination)
            .GroupBy(line => RegionOf(line.Key), StringComparer.Ordinal)
            .Select(region => new Line(
                Dimension.Region,
                region.Key,
                region.Sum(line => line.Vehicles),
                region.Sum(line => line.Inspected),
                region.Sum(line => line.Findings),
                region.Sum(line => line.Before)
            ));

    private sealed record Line(
        Dimension Dimension,
        string Key,
        long Vehicles,
        long Inspected,
        long Findings,
        long Before
    );
}
