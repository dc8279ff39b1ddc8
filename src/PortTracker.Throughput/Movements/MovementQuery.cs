using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace PortTracker.Throughput;

/// <summary>Which exported movements are asked for: those of a period, narrowed down by the keys of a breakdown.</summary>
internal sealed record MovementQuery
{
    [FromQuery(Name = "port"), Description("Code of the port")]
    public required string Port { get; init; }

    [FromQuery(Name = "year"), Description("A year, or from and to")]
    public int? Year { get; init; }

    [FromQuery(Name = "month"), Description("A month of the year")]
    public int? Month { get; init; }

    [FromQuery(Name = "day"), Description("A day of the month")]
    public int? Day { get; init; }

    [FromQuery(Name = "from"), Description("First business day, instead of a year")]
    public DateOnly? From { get; init; }

    [FromQuery(Name = "to"), Description("Last business day")]
    public DateOnly? To { get; init; }

    [FromQuery(Name = "region"), Description("Region of the destination, such as CentralAsia")]
    public string? Region { get; init; }

    [FromQuery(Name = "destination"), Description("Country of destination (ISO 3166-1 alpha-2)")]
    public string? Destination { get; init; }

    [FromQuery(Name = "brand"), Description("Brand, as the total writes it")]
    public string? Brand { get; init; }

    [FromQuery(Name = "propulsion"), Description("Propulsion")]
    public string? Propulsion { get; init; }

    [FromQuery(Name = "category"), Description("Kind of vehicle")]
    public string? Category { get; init; }

    [FromQuery(Name = "form"), Description("Form of shipment")]
    public string? Form { get; init; }

    [FromQuery(Name = "channel"), Description("Channel")]
    public string? Channel { get; init; }

    [FromQuery(Name = "hour"), Description("Hour of departure, 00 to 23, in the port's time zone")]
    public string? Hour { get; init; }

    [FromQuery(Name = "newEnergy"), Description("New energy vehicles only")]
    public bool? NewEnergy { get; init; }

    /// <summary>The keys by which it is narrowed down.</summary>
    public IReadOnlyList<(Dimension Dimension, string Key)> Keys =>
        [
            .. new (Dimension, string?)[]
            {
                (Dimension.Region, Region),
                (Dimension.Destination, Destination),
                (Dimension.Brand, Brand),
                (Dimension.Propulsion, Propulsion),
                (Dimension.Category, Category),
                (Dimension.Form, Form),
                (Dimension.Channel, Channel),
                (Dimension.Hour, Hour),
            }
                .Where(one => one.Item2 is not null)
                .Select(one => (one.Item1, one.Item2!)),
        ];

    /// <summary>The days asked for; only where nothing is wrong with the query.</summary>
    public Period Period =>
        (From, To, Year, Month, Day) switch
        {
            ({ } from, { } to, _, _, _) => new Period(from, to),
            (_, _, { } year, { } month, { } day) => new Period(
                new DateOnly(year, month, day),
                new DateOnly(year, month, day)
            ),
            (_, _, { } year, { } month, null) => Period.Month(year, month),
            _ => Period.Year(Year!.Value),
        };

    /// <summary>Whether it is the period of a figure that may be official: a year or a month.</summary>
    public bool IsYearOrMonth => Year is not null && Day is null;

    /// <summary>What is wrong with it.</summary>
    public FieldErrors Errors()
    {
        var errors = new FieldErrors();
        if (Year is not { } year)
        {
            if (From is null || To is null)
            {
                errors.Add("year", "Give a year, or the first and the last day (from and to).");
            }
            else if (To < From)
            {
                errors.Add("to", "The last day must not be before the first (from).");
            }
            else if (To.Value.DayNumber - From.Value.DayNumber >= DayTotals.MostDays)
            {
                errors.Add("to", $"At most {DayTotals.MostDays} days at once.");
            }

            if (Month is not null || Day is not null)
            {
                errors.Add("year", "A month or a day is one of a year: give it, too.");
            }
        }
        else
        {
            if (From is not null || To is not null)
            {
                errors.Add("year", "Give either a year or from and to, not both.");
            }

            errors.Add(Totals.PeriodErrors(year, Month));
            if (
                Day is { } day
                && (
                    Month is not (>= 1 and <= 12 and var month)
                    || errors.Any
                    || day < 1
                    || day > DateTime.DaysInMonth(year, month)
                )
            )
            {
                errors.Add("day", "A day of the month that is given.");
            }
        }

        foreach (var (dimension, key) in Keys)
        {
            if (Expected(dimension, key) is { } expected)
            {
                errors.Add(NameOf(dimension), expected);
            }
        }

        return errors;
    }

    /// <summary>What the query calls the dimension.</summary>
    public static string NameOf(Dimension dimension) => JsonNamingPolicy.CamelCase.ConvertName(dimension.ToString());

    /// <summary>What a key of the dimension must be; null when this is one.</summary>
    private static string? Expected(Dimension dimension, string key) =>
        dimension switch
        {
            _ when key is BreakdownLine.Unknown => null,
            Dimension.Region => OneOf<WorldRegion>(key),
            Dimension.Propulsion => OneOf<Propulsion>(key),
            Dimension.Category => OneOf<VehicleCategory>(key),
            Dimension.Form => OneOf<ShipmentForm>(key),
            Dimension.Channel => OneOf<Channel>(key),
            Dimension.Hour => key.Length is 2
            && int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            && hour < 24
                ? null
                : "An hour from 00 to 23.",
            Dimension.Destination => Contracts.Destination.IsValid(key, out var error) ? null : error,
            _ => key.Length is > 0 and <= 40 ? null : "A brand has 1 to 40 characters.",
        };

    private static string? OneOf<T>(string key)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(key, StringComparer.Ordinal)
            ? null
            : $"One of {string.Join(", ", Enum.GetNames<T>())}, or {BreakdownLine.Unknown}.";
}
