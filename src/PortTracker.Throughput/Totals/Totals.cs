using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Throughput;

/// <summary><c>GET /api/throughput/totals</c>.</summary>
internal sealed class Totals(ThroughputDb db, TimeProvider time)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

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
        if (!ports.TryGet(port, out var known))
        {
            return Problems.NotFound(ports.UnknownPort(port));
        }

        if (year is < FirstYear or > LastYear)
        {
            return Problems.Invalid(nameof(year), $"A year from {FirstYear} to {LastYear}.");
        }

        if (month is < 1 or > 12)
        {
            return Problems.Invalid(nameof(month), "A month from 1 to 12, or none for the whole year.");
        }

        return TypedResults.Ok(await new Totals(db, time).OfAsync(known, year, month, cancellationToken));
    }

    public async Task<TotalsResponse> OfAsync(Port port, int year, int? month, CancellationToken cancellationToken)
    {
        await using var snapshot = await db.BeginSnapshotAsync(cancellationToken);
        var today = port.BusinessDate(time.GetUtcNow());
        var figures = await FiguresAsync(port, year, today, cancellationToken);

        var total = month is { } m ? figures.MonthTotal(year, m) : figures.YearTotal(year);
        var months = Enumerable.Range(1, 12).Where(part => month is null || part == month).ToList();
        var counted = total is null or { Source: TotalSource.Official }
            ? []
            : months.SelectMany(part => figures.CountedIn(year, part)).Select(day => day.Date).ToArray();
        var parts = month is { } whole
            ? figures.DayTotals(year, whole)
            : months.Select(part => figures.MonthTotal(year, part)).OfType<PeriodTotal>();
        var sketches = await db
            .DailyTotals.Where(day => day.Port == port.Code && EF.Parameter(counted).Contains(day.Date))
            .Select(day => new { day.ReleaseTimes, day.DwellTimes })
            .ToListAsync(cancellationToken);

        return new TotalsResponse
        {
            Port = port.Code,
            Total = total ?? Nothing(year, month),
            Parts = [.. parts],
            Breakdowns = await BreakdownsAsync(port, counted, cancellationToken),
            ReleaseTime = TimeSketch.Merge(sketches.Select(sketch => sketch.ReleaseTimes)),
            DwellTime = TimeSketch.Merge(sketches.Select(sketch => sketch.DwellTimes)),
            Open = await db.Facts.LongCountAsync(
                fact =>
                    fact.Port == port.Code
                    && fact.DepartedOn == null
                    && fact.Stage >= Stage.Arrived
                    && fact.Stage <= Stage.Cleared,
                cancellationToken
            ),
            Sentence = TotalSentence.Of(figures, year, month, total, today),
        };
    }

    private async Task<Figures> FiguresAsync(Port port, int year, DateOnly today, CancellationToken cancellationToken)
    {
        var (from, to) = (Period.Year(year - 1).From, Period.Year(year).To);
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
            .Where(official => official.Port == port.Code && (official.Year == year || official.Year == year - 1))
            .ToListAsync(cancellationToken);
        var lastCounted = await db
            .DailyTotals.Where(total => total.Port == port.Code)
            .MaxAsync(total => (DateOnly?)total.Date, cancellationToken);
        return new Figures(days, officials, lastCounted, today);
    }

    private async Task<IReadOnlyDictionary<Dimension, IReadOnlyList<BreakdownLine>>> BreakdownsAsync(
        Port port,
        DateOnly[] days,
        CancellationToken cancellationToken
    )
    {
        var lines = await db
            .DailyBreakdowns.Where(line => line.Port == port.Code && EF.Parameter(days).Contains(line.Date))
            .GroupBy(line => new { line.Dimension, line.Key })
            .Select(group => new
            {
                group.Key.Dimension,
                group.Key.Key,
                Vehicles = group.Sum(line => line.Vehicles),
                Inspected = group.Sum(line => line.Inspected),
                Findings = group.Sum(line => line.Findings),
            })
            .ToListAsync(cancellationToken);
        return lines
            .GroupBy(line => line.Dimension)
            .OrderBy(dimension => dimension.Key)
            .ToDictionary(
                dimension => dimension.Key,
                IReadOnlyList<BreakdownLine> (dimension) =>
                    [
                        .. dimension
                            .OrderByDescending(line => line.Vehicles)
                            .ThenBy(line => line.Key, StringComparer.Ordinal)
                            .Select(line => new BreakdownLine(line.Key, line.Vehicles, line.Inspected, line.Findings)),
                    ]
            );
    }

    private static PeriodTotal Nothing(int year, int? month)
    {
        var period = month is { } m ? Period.Month(year, m) : Period.Year(year);
        return new PeriodTotal
        {
            From = period.From,
            To = period.To,
            Vehicles = 0,
            Source = TotalSource.Records,
            Closed = false,
            Revision = 0,
        };
    }
}

/// <summary>Says a total as a manager would quote it.</summary>
internal static class TotalSentence
{
    public static string Of(Figures figures, int year, int? month, PeriodTotal? total, DateOnly today)
    {
        if (total is null)
        {
            return $"No figure for {Name(year, month)} is on record.";
        }

        var figure = (month is { } m ? figures.Month(year, m) : figures.Year(year))!;
        var unfinished = figure.Until < total.To;
        var soFar = unfinished || (total.To >= today && figure.Source is not TotalSource.Official);
        var exported = string.Create(
            CultureInfo.InvariantCulture,
            $"{total.Vehicles:N0} {(total.Vehicles is 1 ? "vehicle was" : "vehicles were")} exported from this port in {Name(year, month)}{(soFar ? " so far" : "")}"
        );
        var known = figure.Whole ? exported : $"{exported}, as far as it is on record";
        var same = unfinished ? "the same days of " : "";
        if (month is null)
        {
            return $"{known}{Yearly(total, $"{same}{Name(year - 1, month: null)}")}.";
        }

        var before = total.From.AddMonths(-1);
        var monthBefore = Name(before.Year, before.Month);
        // The year goes without saying where it is the same.
        var shortBefore = before.Year == year ? monthBefore.Split(' ')[0] : monthBefore;
        return $"{known}{Monthly(
            (total.MonthOnMonth, same + shortBefore, same + monthBefore),
            (total.YearOnYear, same + Name(year - 1, month), same + Name(year - 1, month))
        )}.";
    }

    private static string Yearly(PeriodTotal total, string before) =>
        total.YearOnYear switch
        {
            null => $"; no figure for {before} is on record",
            { ChangePercent: null } => $"; none were in {before}",
            { ChangePercent: 0, Vehicles: var earlier } => Invariant($", as many as in {before} ({earlier:N0})"),
            { ChangePercent: > 0 and var change, Vehicles: var earlier } => Invariant(
                $", an increase of {change:0.0}% on {before} ({earlier:N0})"
            ),
            { ChangePercent: var change, Vehicles: var earlier } => Invariant(
                $", a decrease of {-change:0.0}% on {before} ({earlier:N0})"
            ),
        };

    private static string Monthly(params (Comparison? Comparison, string Short, string Full)[] comparisons)
    {
        List<string> changes =
        [
            .. comparisons
                .Where(c => c.Comparison?.ChangePercent is not null)
                .Select(c => Invariant($"{c.Comparison!.ChangePercent:+0.0;-0.0;±0.0}% on {c.Short}")),
        ];
        List<string> missing = [.. comparisons.Where(c => c.Comparison is null).Select(c => c.Full)];
        List<string> none = [.. comparisons.Where(c => c.Comparison is { Vehicles: 0 }).Select(c => c.Full)];
        return (changes.Count is 0 ? "" : $", {string.Join(" and ", changes)}")
            + (none.Count is 0 ? "" : $"; none were in {string.Join(" or ", none)}")
            + (missing.Count is 0 ? "" : $"; no figure for {string.Join(" or ", missing)} is on record");
    }

    private static string Name(int year, int? month) =>
        month is { } m
            ? new DateOnly(year, m, 1).ToString("MMMM yyyy", CultureInfo.InvariantCulture)
            : year.ToString(CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
