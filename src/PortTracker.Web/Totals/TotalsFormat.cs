using System.Globalization;
using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Totals;

/// <summary>How totals are written.</summary>
internal static class TotalsFormat
{
    private const string None = "–";
    private const string Percent = "\u00a0%";

    /// <summary>The dimensions of a total, those first after which managers ask first.</summary>
    public static IReadOnlyList<(Dimension Dimension, string Name)> Dimensions { get; } =
    [
        (Dimension.Destination, TotalsText.Destination),
        (Dimension.Brand, TotalsText.Brand),
        (Dimension.Propulsion, TotalsText.Propulsion),
        (Dimension.Category, TotalsText.Category),
        (Dimension.Channel, TotalsText.Channel),
        (Dimension.Form, TotalsText.Form),
    ];

    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? None;

    public static string Change(Comparison? comparison) =>
        comparison?.ChangePercent is { } percent
            ? percent.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + Percent
            : None;

    public static string Share(long? part, long whole) =>
        part is { } count && whole > 0
            ? (count * 100m / whole).ToString("0.0", CultureInfo.InvariantCulture) + Percent
            : None;

    /// <summary>Findings per hundred inspected vehicles.</summary>
    public static string Rate(BreakdownLine line) =>
        line.Inspected > 0
            ? (line.Findings * 100m / line.Inspected).ToString("0.0", CultureInfo.InvariantCulture)
            : None;

    public static string Duration(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return BoardFormat.Fill(
            TotalsText.Duration,
            (int)time.TotalHours,
            time.Minutes.ToString("00", CultureInfo.InvariantCulture)
        );
    }

    public static string Name(PeriodTotal period) =>
        (period.To.DayNumber - period.From.DayNumber) switch
        {
            0 => BoardFormat.Date(period.From),
            < 31 => period.From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => period.From.ToString("yyyy", CultureInfo.InvariantCulture),
        };

    /// <summary>What one has to know of a figure.</summary>
    public static string? Mark(PeriodTotal period) =>
        period switch
        {
            { Source: TotalSource.Official } => TotalsText.Official,
            { Source: TotalSource.Mixed } => TotalsText.Mixed,
            { Closed: false } => TotalsText.NotOver,
            _ => null,
        };
}
