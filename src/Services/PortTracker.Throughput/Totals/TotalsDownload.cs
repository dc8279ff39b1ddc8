using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Throughput;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Xlsx;
using PortTracker.Throughput.Data;

namespace PortTracker.Throughput.Totals;

/// <summary>
/// <c>GET /api/throughput/totals.csv</c> and <c>.xlsx</c>: the total of a year or a month, its periods and its breakdowns. The CSV has
/// them in one table with the part in the first column; the workbook has a sheet for each.
/// </summary>
internal static class TotalsDownload
{
    private static readonly CsvColumn<PeriodTotal>[] Periods =
    [
        new("from", period => period.From),
        new("to", period => period.To),
        new("until", period => period.Until),
        new("vehicles", period => period.Vehicles),
        new("new_energy", period => period.NewEnergy),
        new("vehicles_year_before", period => period.YearOnYear?.Vehicles),
        new("year_on_year_percent", period => period.YearOnYear?.ChangePercent),
        new("new_energy_year_before", period => period.NewEnergyYearOnYear?.Vehicles),
        new("new_energy_year_on_year_percent", period => period.NewEnergyYearOnYear?.ChangePercent),
        new("month_on_month_percent", period => period.MonthOnMonth?.ChangePercent),
        new("year_to_date", period => period.YearToDate),
        new("year_to_date_change_percent", period => period.YearToDateChange?.ChangePercent),
        new("source", period => period.Source),
        new("closed", period => period.Closed),
        new("whole", period => period.Whole),
        new("revision", period => period.Revision),
        new("as_of", period => period.AsOf),
    ];

    private static readonly CsvColumn<BreakdownLine>[] Lines =
    [
        new("key", line => line.Key),
        new("vehicles", line => line.Vehicles),
        new("inspected", line => line.Inspected),
        new("findings", line => line.Findings),
        new("vehicles_year_before", line => line.YearOnYear?.Vehicles),
        new("year_on_year_percent", line => line.YearOnYear?.ChangePercent),
    ];

    private static readonly CsvColumn<Part>[] Parts =
    [
        new("part", part => part.Name),
        new("key", part => part.Line?.Key),
        .. Periods.Select(column => new CsvColumn<Part>(
            column.Name,
            part =>
                part.Period is { } period ? column.Value(period)
                // Columns that breakdown lines share.
                : OfLine(column.Name) is { } of ? of(part.Line!)
                : null
        )),
        new("inspected", part => part.Line?.Inspected),
        new("findings", part => part.Line?.Findings),
    ];

    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> CsvAsync(
        string port,
        int year,
        int? month,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var answer = await TotalsEndpoint.HandleAsync(port, year, month, db, ports, time, cancellationToken);
        return answer.Result is Ok<TotalsResponse> { Value: { } totals }
            ? CsvDownload.Of($"{Name(totals, month)}.csv", Parts, PartsOf(totals, month).ToAsyncEnumerable())
            : (ProblemHttpResult)answer.Result;
    }

    public static async Task<Results<PushStreamHttpResult, ProblemHttpResult>> XlsxAsync(
        string port,
        int year,
        int? month,
        ThroughputDb db,
        PortCatalog ports,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var answer = await TotalsEndpoint.HandleAsync(port, year, month, db, ports, time, cancellationToken);
        return answer.Result is Ok<TotalsResponse> { Value: { } totals }
            ? XlsxDownload.Of(
                $"{Name(totals, month)}.xlsx",
                [
                    .. TotalOf(totals)
                        .Select(total => XlsxSheet.Of("Total", Periods, new[] { total }.ToAsyncEnumerable())),
                    XlsxSheet.Of(PartName(month), Periods, totals.Parts.ToAsyncEnumerable()),
                    .. totals.Breakdowns.Select(breakdown =>
                        XlsxSheet.Of(breakdown.Key.ToString(), Lines, breakdown.Value.ToAsyncEnumerable())
                    ),
                ]
            )
            : (ProblemHttpResult)answer.Result;
    }

    private static IEnumerable<Part> PartsOf(TotalsResponse totals, int? month) =>
        [
            .. TotalOf(totals).Select(total => new Part("Total", total, Line: null)),
            .. totals.Parts.Select(period => new Part(PartName(month), period, Line: null)),
            .. totals.Breakdowns.SelectMany(breakdown =>
                breakdown.Value.Select(line => new Part(breakdown.Key.ToString(), Period: null, line))
            ),
        ];

    // An unknown total has no row, not even 0.
    private static IEnumerable<PeriodTotal> TotalOf(TotalsResponse totals) =>
        totals.Total.Until is null ? [] : [totals.Total];

    private static string PartName(int? month) => month is null ? "Months" : "Days";

    private static Func<BreakdownLine, object?>? OfLine(string column) =>
        Lines.FirstOrDefault(line => line.Name == column).Value;

    private static string Name(TotalsResponse totals, int? month) =>
        $"exports-{totals.Port}-{totals.Total.From.ToString(month is null ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture)}";

    private sealed record Part(string Name, PeriodTotal? Period, BreakdownLine? Line);
}
