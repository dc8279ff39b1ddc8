using System.ComponentModel;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using PortTracker.Contracts.Throughput;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput.Movements;

/// <summary>Selects exported movements: those of a period, filtered by the keys of breakdowns.</summary>
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

    /// <summary>The keys to filter by.</summary>
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

    /// <summary>The requested days. Use it only for a valid query.</summary>
    public DateRange Period =>
        (From, To, Year, Month, Day) switch
        {
            ({ } from, { } to, _, _, _) => new DateRange(from, to),
            (_, _, { } year, { } month, { } day) => new DateRange(
                new DateOnly(year, month, day),
                new DateOnly(year, month, day)
            ),
            (_, _, { } year, { } month, null) => DateRange.Month(year, month),
            _ => DateRange.Year(Year!.Value),
        };

    /// <summary>Whether the period is a year or a month, whose figure may be official.</summary>
    public bool IsYearOrMonth => Year is not null && Day is null;

    /// <summary>The query parameter of the dimension.</summary>
    public static string NameOf(Dimension dimension) => JsonNamingPolicy.CamelCase.ConvertName(dimension.ToString());
}
