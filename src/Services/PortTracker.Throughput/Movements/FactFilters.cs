using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Throughput;
using PortTracker.Contracts.Vehicles;
using PortTracker.Throughput.Data;
using PortTracker.Throughput.Totals;

namespace PortTracker.Throughput.Movements;

/// <summary>Selects the facts behind a figure by the same keys as the count of a day.</summary>
internal static class FactFilters
{
    private static readonly Propulsion?[] NewEnergy =
    [
        .. Enum.GetValues<Propulsion>().Where(Vehicle.IsNewEnergy).Select(propulsion => (Propulsion?)propulsion),
    ];

    /// <summary>The facts that departed in the period.</summary>
    public static IQueryable<MovementFact> In(this IQueryable<MovementFact> facts, string port, DateRange period) =>
        facts.Where(fact =>
            fact.Port == port
            && fact.DepartedOn != null
            && fact.DepartedOn >= period.From
            && fact.DepartedOn <= period.To
        );

    /// <summary>The facts in months that are counted from records.</summary>
    public static IQueryable<MovementFact> InMonths(
        this IQueryable<MovementFact> facts,
        DateRange period,
        IReadOnlyList<int> months
    )
    {
        // Consecutive months are a range, which an index serves best.
        if (months.Count > 0 && months[^1] - months[0] == months.Count - 1)
        {
            var first = period.From.Month == months[0] ? period.From : new DateOnly(period.From.Year, months[0], 1);
            var last = DateRange.Month(period.From.Year, months[^1]).To;
            return facts.Where(fact => fact.DepartedOn >= first && fact.DepartedOn <= last);
        }

        var wanted = months.ToArray();
        return facts.Where(fact => EF.Parameter(wanted).Contains(fact.DepartedOn!.Value.Month));
    }

    /// <summary>The facts with all keys of the query.</summary>
    public static IQueryable<MovementFact> OfKeys(this IQueryable<MovementFact> facts, MovementQuery query)
    {
        var ofKeys = query.Keys.Aggregate(facts, (chosen, one) => chosen.Of(one.Dimension, one.Key));
        return query.NewEnergy is true ? ofKeys.OfNewEnergy() : ofKeys;
    }

    /// <summary>The facts with the key.</summary>
    public static IQueryable<MovementFact> Of(this IQueryable<MovementFact> facts, Dimension dimension, string key)
    {
        var isUnknown = key is BreakdownLine.Unknown;
        switch (dimension)
        {
            case Dimension.Brand:
                return facts.Where(fact => fact.Brand == key || (isUnknown && fact.Brand == null));
            case Dimension.Destination:
                var country = Destination.Normalise(key);
                return facts.Where(fact => fact.Destination == country || (isUnknown && fact.Destination == null));
            case Dimension.Region when isUnknown:
                var all = Enum.GetValues<WorldRegion>().SelectMany(Destination.Of).ToArray();
                return facts.Where(fact => fact.Destination == null || !EF.Parameter(all).Contains(fact.Destination));
            case Dimension.Region:
                var countries = Destination.Of(Enum.Parse<WorldRegion>(key)).ToArray();
                return facts.Where(fact => EF.Parameter(countries).Contains(fact.Destination));
            case Dimension.Propulsion:
                var propulsion = Known<Propulsion>(key);
                return facts.Where(fact => fact.Propulsion == propulsion);
            case Dimension.Category:
                var category = Known<VehicleCategory>(key);
                return facts.Where(fact => fact.Category == category);
            case Dimension.Form:
                var form = Known<ShipmentForm>(key);
                return facts.Where(fact => fact.Form == form);
            case Dimension.Channel:
                var channel = Known<Channel>(key);
                return facts.Where(fact => fact.Channel == channel);
            case Dimension.Hour:
                var hour = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
                    ? known
                    : -1;
                return facts.Where(fact => fact.DepartedHour == hour);
            default:
                throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Facts have no such key.");
        }
    }

    /// <summary>The facts of new energy vehicles.</summary>
    public static IQueryable<MovementFact> OfNewEnergy(this IQueryable<MovementFact> facts) =>
        facts.Where(fact => EF.Parameter(NewEnergy).Contains(fact.Propulsion));

    /// <summary>In the order of the index, starting after the previous page, so that no page needs a sort.</summary>
    public static IQueryable<MovementFact> InOrder(this IQueryable<MovementFact> facts, MovementPosition? after)
    {
        if (after is { } last)
        {
            var (day, vin, id) = last;
            facts = facts.Where(fact => fact.DepartedOn >= day);
            facts = vin is null
                ? facts.Where(fact => fact.DepartedOn > day || fact.Vin != null || fact.MovementId > id)
                : facts.Where(fact =>
                    fact.DepartedOn > day || fact.Vin!.CompareTo(vin) > 0 || (fact.Vin == vin && fact.MovementId > id)
                );
        }

        return facts.OrderBy(fact => fact.DepartedOn).ThenBy(fact => fact.Vin).ThenBy(fact => fact.MovementId);
    }

    private static T? Known<T>(string key)
        where T : struct, Enum => key is BreakdownLine.Unknown ? null : Enum.Parse<T>(key);
}
