using System.Globalization;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Throughput;

namespace PortTracker.Verification;

/// <summary>Compares the totals with a recount of the movements.</summary>
internal static class TotalsChecks
{
    public static IEnumerable<ConsistencyCheck> All(Evidence evidence) => [Days(evidence), Years(evidence)];

    private static ConsistencyCheck Days(Evidence evidence)
    {
        var counted = evidence
            .Days.SelectMany(port => port.Value.Select(day => (Key: (Port: port.Key, day.Date), day)))
            .ToDictionary(pair => pair.Key, pair => pair.day);
        var recounted = Departed(evidence).CountBy(fact => (fact.Port, Date: fact.DepartedOn!.Value)).ToDictionary();
        var days = counted.Keys.Union(recounted.Keys).Order().ToList();
        return ConsistencyCheck.Of(
            "Every day's total equals a recount of its movements",
            days.Count,
            from day in days
            let total = counted.GetValueOrDefault(day)
            let movements = recounted.GetValueOrDefault(day)
            where (total?.Vehicles ?? 0) != movements || total is { Dirty: true }
            select $"{day.Port} {Iso(day.Date)}: {total?.Vehicles ?? 0} counted, {movements} movements"
                + (total is { Dirty: true } ? ", not counted again since a late event" : "")
        );
    }

    private static ConsistencyCheck Years(Evidence evidence)
    {
        var movements = Departed(evidence)
            .CountBy(fact => (fact.Port, fact.DepartedOn!.Value.Year, fact.DepartedOn.Value.Month))
            .ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        return ConsistencyCheck.Of(
            "Every year's total is the sum of its months, and every month's that of its movements",
            evidence.Years.Sum(year => 1 + year.Parts.Count),
            evidence.Years.SelectMany(Differences)
        );

        IEnumerable<string> Differences(TotalsResponse year)
        {
            var total = year.Total;
            var months = year.Parts.Sum(month => month.Vehicles);
            // An official total of a year may have no months.
            if (year.Parts.Count > 0 && months != total.Vehicles)
            {
                yield return $"{year.Port} {total.From.Year}: {total.Vehicles}, but its months add up to {months}";
            }

            var ofYear = movements.Where(count => count.Key.Port == year.Port && count.Key.Year == total.From.Year);
            if (
                total.Source is TotalSource.Records
                && ofYear.Sum(count => count.Value) is var all
                && all != total.Vehicles
            )
            {
                yield return $"{year.Port} {total.From.Year}: {total.Vehicles}, but {all} movements";
            }

            foreach (var month in year.Parts.Where(month => month.Source is TotalSource.Records))
            {
                var ofMonth = movements.GetValueOrDefault((year.Port, month.From.Year, month.From.Month));
                if (ofMonth != month.Vehicles)
                {
                    yield return $"{year.Port} {Iso(month.From)[..7]}: {month.Vehicles}, but {ofMonth} movements";
                }
            }
        }
    }

    private static IEnumerable<LedgerEntry> Departed(Evidence evidence) =>
        evidence.Ledgers[ServiceNames.Throughput].Where(fact => fact.DepartedOn is not null);

    private static string Iso(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
