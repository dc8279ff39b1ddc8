using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput.Movements;

/// <summary>Adds up the movements of a query and the figure that they belong to.</summary>
internal static class MovementSums
{
    public static async Task<MovementSum> SumAsync(
        this ThroughputDb db,
        MovementQuery query,
        Port port,
        PeriodFigures? figures,
        IQueryable<MovementFact> chosen,
        CancellationToken cancellationToken
    )
    {
        var vehicles = await chosen.LongCountAsync(cancellationToken);
        var counted = await db.CountedAsync(query, port, figures, cancellationToken);
        // Breakdowns contain no official figures.
        var total = query.Keys is []
            ? figures?.OfficialPart(query.Year!.Value, query.Month, query.NewEnergy is true)
            : 0;
        var official = figures is null ? 0 : total;
        var months = figures?.MonthsFromRecords(query.Year!.Value, query.Month).Count;
        var inPeriod =
            months is null || months == (query.Month is null ? 12 : 1)
                ? vehicles
                : await db.Facts.In(port.Code, query.Period).OfKeys(query).LongCountAsync(cancellationToken);
        return new MovementSum
        {
            Vehicles = vehicles,
            Figure = counted + official,
            Official = official ?? 0,
            WithinOfficial = inPeriod - vehicles,
            NotCountedYet = counted is { } known ? vehicles - known : 0,
        };
    }

    /// <summary>The number that the aggregation has counted; null where it keeps no such count.</summary>
    private static async Task<long?> CountedAsync(
        this ThroughputDb db,
        MovementQuery query,
        Port port,
        PeriodFigures? figures,
        CancellationToken cancellationToken
    )
    {
        if (query.Keys.Count + (query.NewEnergy is true ? 1 : 0) > 1)
        {
            return null;
        }

        var period = query.Period;
        var months = figures?.MonthsFromRecords(query.Year!.Value, query.Month).ToArray();
        if (query.Keys is [var (dimension, key)])
        {
            var lines = db.BreakdownLines.Where(line =>
                line.Port == port.Code && line.Date >= period.From && line.Date <= period.To
            );
            if (months is not null)
            {
                lines = lines.Where(line => EF.Parameter(months).Contains(line.Date.Month));
            }

            var of = dimension is Dimension.Region ? Dimension.Destination : dimension;
            lines = lines.Where(line => line.Dimension == of);
            if (dimension is not Dimension.Region)
            {
                return await lines.Where(line => line.Key == key).SumAsync(line => line.Vehicles, cancellationToken);
            }

            var destinations = await lines
                .GroupBy(line => line.Key)
                .Select(group => new { Country = group.Key, Vehicles = group.Sum(line => line.Vehicles) })
                .ToListAsync(cancellationToken);
            return destinations.Where(one => FigureQueries.RegionOf(one.Country) == key).Sum(one => one.Vehicles);
        }

        var days = db.DailyTotals.Where(day =>
            day.Port == port.Code && day.Date >= period.From && day.Date <= period.To
        );
        if (months is not null)
        {
            days = days.Where(day => EF.Parameter(months).Contains(day.Date.Month));
        }

        return query.NewEnergy is true
            ? await days.SumAsync(day => day.NewEnergy, cancellationToken)
            : await days.SumAsync(day => day.Vehicles, cancellationToken);
    }
}
