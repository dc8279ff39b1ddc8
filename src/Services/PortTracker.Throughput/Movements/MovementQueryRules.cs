using System.Globalization;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceHosting.Problems;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput.Movements;

/// <summary>Validates a movement query.</summary>
internal static class MovementQueryRules
{
    public static FieldErrors Check(MovementQuery query)
    {
        var errors = new FieldErrors();
        if (query.Year is { } year)
        {
            CheckYear(query, year, errors);
        }
        else
        {
            CheckRange(query, errors);
        }

        foreach (var (dimension, key) in query.Keys)
        {
            if (KeyError(dimension, key) is { } error)
            {
                errors.Add(MovementQuery.NameOf(dimension), error);
            }
        }

        return errors;
    }

    private static void CheckRange(MovementQuery query, FieldErrors errors)
    {
        if (query.From is not { } from || query.To is not { } to)
        {
            errors.Add("year", "Give a year, or the first and the last day (from and to).");
        }
        else if (DateRange.FindError(from, to) is { } error)
        {
            errors.Add("to", error);
        }

        if (query.Month is not null || query.Day is not null)
        {
            errors.Add("year", "Add the year of the month or the day.");
        }
    }

    private static void CheckYear(MovementQuery query, int year, FieldErrors errors)
    {
        if (query.From is not null || query.To is not null)
        {
            errors.Add("year", "Give either a year or from and to, not both.");
        }

        errors.Add(TotalsEndpoint.PeriodErrors(year, query.Month));
        if (
            query.Day is { } day
            && (
                query.Month is not (>= 1 and <= 12 and var month)
                || errors.Any
                || day < 1
                || day > DateTime.DaysInMonth(year, month)
            )
        )
        {
            errors.Add("day", "Give a day of the month.");
        }
    }

    /// <summary>The error message of a key; null if it is valid.</summary>
    private static string? KeyError(Dimension dimension, string key) =>
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
                : "Give an hour from 00 to 23.",
            Dimension.Destination => Destination.IsValid(key, out var error) ? null : error,
            _ => key.Length is > 0 and <= 40 ? null : "Give a brand of 1 to 40 characters.",
        };

    private static string? OneOf<T>(string key)
        where T : struct, Enum =>
        Enum.GetNames<T>().Contains(key, StringComparer.Ordinal)
            ? null
            : $"Use one of: {string.Join(", ", Enum.GetNames<T>())}, or {BreakdownLine.Unknown}.";
}
