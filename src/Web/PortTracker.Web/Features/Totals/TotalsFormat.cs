using System.Globalization;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Totals;

/// <summary>Formats totals.</summary>
internal static class TotalsFormat
{
    private const string None = "–";
    private const string PercentSign = "\u00a0%";

    /// <summary>The dimensions of a total, in the order of the page.</summary>
    public static IReadOnlyList<(Dimension Dimension, string Name)> Dimensions =>
        [
            (Dimension.Destination, TotalsText.Destination),
            (Dimension.Region, TotalsText.Region),
            (Dimension.Brand, TotalsText.Brand),
            (Dimension.Propulsion, TotalsText.Propulsion),
            (Dimension.Category, TotalsText.Category),
            (Dimension.Channel, TotalsText.Channel),
            (Dimension.Form, TotalsText.Form),
        ];

    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Change(Comparison? comparison) =>
        comparison?.ChangePercent is { } percent
            ? percent.ToString("+#,0.0;−#,0.0;0.0", CultureInfo.InvariantCulture) + PercentSign
            : None;

    public static string Share(long? part, long whole) =>
        part is { } count && whole > 0
            ? (count * 100m / whole).ToString("0.0", CultureInfo.InvariantCulture) + PercentSign
            : None;

    /// <summary>A change without its sign.</summary>
    public static string Percent(decimal percent) =>
        percent.ToString("#,0.0", CultureInfo.InvariantCulture) + PercentSign;

    /// <summary>The increase on a year before.</summary>
    public static string Increase(long vehicles, Comparison? before) =>
        before?.Vehicles is not { } earlier
            ? None
            : (vehicles - earlier).ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    /// <summary>Change of a share in a year, in percentage points.</summary>
    public static string? ShareChange(PeriodTotal total) =>
        total
            is {
                NewEnergy: { } now,
                NewEnergyYearOnYear.Vehicles: { } before,
                YearOnYear.Vehicles: > 0 and var earlier,
                Vehicles: > 0
            }
            ? DisplayFormat.Fill(
                TotalsText.Points,
                (now * 100m / total.Vehicles - before * 100m / earlier).ToString(
                    "+0.0;−0.0;0.0",
                    CultureInfo.InvariantCulture
                )
            )
            : null;

    /// <summary>Findings per hundred inspected vehicles.</summary>
    public static string Rate(BreakdownLine line) =>
        line.Inspected > 0
            ? (line.Findings * 100m / line.Inspected).ToString("0.0", CultureInfo.InvariantCulture)
            : None;

    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return DisplayFormat.Fill(
            TotalsText.Duration,
            (int)time.TotalHours,
            time.Minutes.ToString("00", CultureInfo.InvariantCulture)
        );
    }

    /// <summary>A period in ISO form, which sorts as text.</summary>
    public static string Name(PeriodTotal period) =>
        (period.To.DayNumber - period.From.DayNumber) switch
        {
            0 => DisplayFormat.Date(period.From),
            < 31 => period.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => period.From.ToString("yyyy", CultureInfo.InvariantCulture),
        };

    /// <summary>A year or a month in words.</summary>
    public static string Name(int year, int? month) =>
        month is { } m
            ? DisplayFormat.Fill(TotalsText.MonthOfYear, TotalsText.Months.Split(' ')[m - 1], Plain(year))
            : DisplayFormat.Fill(TotalsText.YearName, Plain(year));

    /// <summary>A period in words.</summary>
    public static string LongName(PeriodTotal period) =>
        (period.To.DayNumber - period.From.DayNumber) switch
        {
            0 => DisplayFormat.Date(period.From),
            < 31 => Name(period.From.Year, period.From.Month),
            _ => Name(period.From.Year, null),
        };

    /// <summary>A month or a day below a chart.</summary>
    public static string ShortName(PeriodTotal like, int place) =>
        like.From == like.To ? Plain(place + 1) : TotalsText.MonthsShort.Split(' ')[place];

    public static string Name(WorldRegion region) =>
        region switch
        {
            WorldRegion.CentralAsia => TotalsText.RegionCentralAsia,
            WorldRegion.RussiaAndCaucasus => TotalsText.RegionRussiaAndCaucasus,
            WorldRegion.MiddleEast => TotalsText.RegionMiddleEast,
            WorldRegion.SouthEastAsia => TotalsText.RegionSouthEastAsia,
            WorldRegion.EastAsia => TotalsText.RegionEastAsia,
            WorldRegion.SouthAsia => TotalsText.RegionSouthAsia,
            WorldRegion.Europe => TotalsText.RegionEurope,
            WorldRegion.Africa => TotalsText.RegionAfrica,
            WorldRegion.NorthAmerica => TotalsText.RegionNorthAmerica,
            WorldRegion.LatinAmerica => TotalsText.RegionLatinAmerica,
            WorldRegion.Oceania => TotalsText.RegionOceania,
            _ => TotalsText.RegionOther,
        };

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A note on a figure.</summary>
    public static string? Mark(PeriodTotal period) =>
        period switch
        {
            { Source: TotalSource.Official } => TotalsText.Official,
            { Source: TotalSource.Mixed } => TotalsText.Mixed,
            { Closed: false } => TotalsText.NotOver,
            _ => null,
        };
}
