using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary>What of the counts the totals are made of, each in one statement.</summary>
internal static class FigureQueries
{
    /// <summary>A year and the one before, with which it is compared.</summary>
    public static Task<Figures> FiguresAsync(
        this ThroughputDb db,
        Port port,
        int year,
        DateOnly today,
        CancellationToken cancellationToken
    ) => db.FiguresAsync(port, year - 1, year, today, cancellationToken);

    /// <summary>Years beside each other.</summary>
    public static async Task<Figures> FiguresAsync(
        this ThroughputDb db,
        Port port,
        int first,
        int last,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var (from, to) = (Period.Year(first).From, Period.Year(last).To);
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
        return new Figures(days, officials, lastCounted, today);
    }

    /// <summary>The breakdowns of the days, each line with the same one of the days before; null when there is nothing to compare with.</summary>
    public static async Task<IReadOnlyDictionary<Dimension, IReadOnlyList<BreakdownLine>>> BreakdownsAsync(
        this ThroughputDb db,
        Port port,
        DateOnly[] days,
        IReadOnlyList<DateOnly>? before,
        CancellationToken cancellationToken
    )
    {
        // Of a period of which nothing is counted there is nothing to compare.
        DateOnly[] both = days is [] ? [] : [.. before ?? [], .. days];
        var from = days.DefaultIfEmpty().Min();
        var lines = await db
            .DailyBreakdowns.Where(line => line.Port == port.Code && EF.Parameter(both).Contains(line.Date))
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
                                YearOnYear = Comparison.Of(line.Vehicles, before is null ? null : line.Before),
                            }),
                    ]
            );
    }

    /// <summary>The region of a destination as it is kept: what is no country's code is of none.</summary>
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
