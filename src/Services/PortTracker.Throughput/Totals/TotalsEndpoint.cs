using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Totals;

/// <summary><c>GET /api/throughput/totals</c>.</summary>
internal sealed class TotalsEndpoint(ThroughputDb db, TimeProvider time)
{
    // Ports publish official totals of decades.
    public const int FirstYear = 1950;
    public const int LastYear = 2100;

    public static async Task<Results<Ok<TotalsResponse>, ProblemHttpResult>> HandleAsync(
        string port,
        int year,
        int? month,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGetFromRequest(port, out var known, out var unknownPort))
        {
            return unknownPort;
        }

        if (PeriodErrors(year, month) is { Any: true } errors)
        {
            return errors.ToProblem();
        }

        return TypedResults.Ok(await new TotalsEndpoint(db, time).OfAsync(known, year, month, cancellationToken));
    }

    /// <summary>Checks a year and a month of a request.</summary>
    public static FieldErrors PeriodErrors(int year, int? month)
    {
        var errors = new FieldErrors();
        if (year is < FirstYear or > LastYear)
        {
            errors.Add(nameof(year), $"Give a year from {FirstYear} to {LastYear}.");
        }

        if (month is < 1 or > 12)
        {
            errors.Add(nameof(month), "Give a month from 1 to 12, or none for the whole year.");
        }

        return errors;
    }

    public async Task<TotalsResponse> OfAsync(Port port, int year, int? month, CancellationToken cancellationToken)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var today = port.BusinessDate(time.GetUtcNow());
        var figures = await db.FiguresAsync(port, year, today, cancellationToken);

        var totals = new PeriodTotalBuilder(figures);
        var total = month is { } m ? totals.Month(year, m) : totals.Year(year);
        var discrepancy = month is null ? figures.DiscrepancyOf(year) : null;
        var months = Enumerable.Range(1, 12).Where(part => month is null || part == month).ToList();
        var counted = total is null or { Source: TotalSource.Official }
            ? []
            : months.SelectMany(part => figures.CountedIn(year, part)).Select(day => day.Date).ToArray();
        var parts = month is { } whole
            ? totals.Days(year, whole)
            : months.Select(part => totals.Month(year, part)).OfType<PeriodTotal>();
        var sketches = await db
            .DailyTotals.Where(day => day.Port == port.Code && EF.Parameter(counted).Contains(day.Date))
            .Select(day => new { day.ReleaseTimes, day.DwellTimes })
            .ToListAsync(cancellationToken);

        return new TotalsResponse
        {
            Port = port.Code,
            Total = total ?? Nothing(year, month),
            Parts = [.. parts],
            Breakdowns = await db.BreakdownsAsync(
                port,
                counted,
                figures.SameDaysBefore(year, month),
                cancellationToken
            ),
            ReleaseTime = DurationSketch.Merge(sketches.Select(sketch => sketch.ReleaseTimes)),
            DwellTime = DurationSketch.Merge(sketches.Select(sketch => sketch.DwellTimes)),
            Open = await db.Facts.LongCountAsync(
                fact =>
                    fact.Port == port.Code
                    && fact.DepartedOn == null
                    && fact.Stage >= Stage.Arrived
                    && fact.Stage <= Stage.Cleared,
                cancellationToken
            ),
            Discrepancy = discrepancy,
            Sentence = TotalSentence.Of(total, year, month, today) + TotalSentence.Of(discrepancy, year),
        };
    }

    private static PeriodTotal Nothing(int year, int? month)
    {
        var period = month is { } m ? DateRange.Month(year, m) : DateRange.Year(year);
        return new PeriodTotal
        {
            From = period.From,
            To = period.To,
            Vehicles = 0,
            Source = TotalSource.Records,
            Closed = false,
            Revision = 0,
            Whole = false,
        };
    }
}
