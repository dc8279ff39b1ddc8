using PortTracker.Contracts.Throughput;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Totals;

/// <summary>The API queries for the vehicles of a period. Lists of vehicles and downloads add filters to them.</summary>
internal static class TotalsQuery
{
    /// <summary>A year or a month.</summary>
    public static string Of(string port, int year, int? month) =>
        $"port={Uri.EscapeDataString(port)}&year={year}" + (month is null ? "" : $"&month={month}");

    /// <summary>A range of days, both included.</summary>
    public static string Of(string port, DateOnly from, DateOnly to) =>
        $"port={Uri.EscapeDataString(port)}&from={DisplayFormat.Date(from)}&to={DisplayFormat.Date(to)}";

    /// <summary>A period of the totals: a day, a month or a year.</summary>
    public static string Of(string port, PeriodTotal period) =>
        (period.To.DayNumber - period.From.DayNumber) switch
        {
            0 => $"{Of(port, period.From.Year, period.From.Month)}&day={period.From.Day}",
            < 31 => Of(port, period.From.Year, period.From.Month),
            _ => Of(port, period.From.Year, null),
        };
}
