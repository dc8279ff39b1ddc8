using System.Globalization;
using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>What the services say of themselves: all that a verification judges by.</summary>
public sealed record Evidence
{
    /// <summary>Ledger of each service.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<LedgerEntry>> Ledgers { get; init; }

    /// <summary>Feed of each service.</summary>
    public required IReadOnlyList<FeedStatus> Feeds { get; init; }

    /// <summary>Counted days of each port.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<DayTotal>> Days { get; init; }

    /// <summary>Totals of each year of each port.</summary>
    public required IReadOnlyList<TotalsResponse> Years { get; init; }
}

/// <summary>One thing that was checked.</summary>
/// <param name="Name">What must hold.</param>
/// <param name="Examined">How many movements, days, … were looked at.</param>
/// <param name="Differing">How many of them differ; 0 when it holds.</param>
/// <param name="Differences">The first of those, each with what differs.</param>
public sealed record Check(string Name, long Examined, int Differing, IReadOnlyList<string> Differences)
{
    /// <summary>Whether it holds.</summary>
    public bool Holds => Differing is 0;
}

/// <summary>The outcome of a verification.</summary>
/// <param name="Checks">What was checked.</param>
public sealed record VerificationReport(IReadOnlyList<Check> Checks)
{
    /// <summary>Whether everything holds.</summary>
    public bool IsClean => Checks.All(check => check.Holds);
}

/// <summary>
/// Proves that no movement was lost and none counted twice: that every service has every movement exactly once, at the same
/// versions, and that the totals are what a recount of the movements gives.
/// </summary>
public static class Verification
{
    private const int Named = 50;

    /// <summary>Judges the evidence.</summary>
    public static VerificationReport Of(Evidence evidence)
    {
        var ledgers = evidence.Ledgers.ToDictionary(
            ledger => ledger.Key,
            ledger =>
                ledger.Value.GroupBy(entry => entry.MovementId).ToDictionary(group => group.Key, Enumerable.First),
            StringComparer.Ordinal
        );
        var movements = ledgers[ServiceNames.Entry];
        var inspection = ledgers[ServiceNames.Inspection];
        var clearance = ledgers[ServiceNames.Clearance];
        var throughput = ledgers[ServiceNames.Throughput];
        var board = ledgers[ServiceNames.Board];

        return new VerificationReport([
            Feeds("Every service has heard all events", evidence.Feeds, Client.Feeds.Lags(evidence.Feeds)),
            Feeds(
                "No event has been set aside",
                evidence.Feeds,
                from feed in evidence.Feeds
                where feed.Failed > 0
                select $"{feed.Service} has set aside {feed.Failed}"
            ),
            Once(evidence),
            Known(evidence, movements),
            Complete("Every movement is on the board, at the same versions", movements, board, Expected),
            Complete("Every movement is in throughput, at the same versions", movements, throughput, Expected),
            Complete(
                "Every vehicle that arrived is in inspection, at the same versions",
                movements.Where(HasArrived),
                inspection,
                id => Expected(id) with { Clearance = null, Inspection = null }
            ),
            Complete(
                "Every vehicle that arrived is in clearance, at the same versions",
                movements.Where(HasArrived),
                clearance,
                id => Expected(id) with { Clearance = null }
            ),
            Stages(movements, board, throughput),
            DaysMatch(evidence),
            YearsMatch(evidence),
        ]);

        // What a service must have seen of a movement is what its owners have issued.
        Versions Expected(Guid id) =>
            new(
                movements[id].EntryVersion,
                inspection.GetValueOrDefault(id)?.InspectionVersion ?? 0,
                clearance.GetValueOrDefault(id)?.ClearanceVersion ?? 0
            );

        // The entry service keeps no stage: who has one tells whether the vehicle came.
        bool HasArrived(KeyValuePair<Guid, LedgerEntry> movement) =>
            (throughput.GetValueOrDefault(movement.Key) ?? board.GetValueOrDefault(movement.Key))?.Stage
                is { } stage
                    and not (Stage.PreRegistered or Stage.NoShow or Stage.Cancelled);
    }

    private sealed record Versions(int? Entry, int? Inspection, int? Clearance);

    private static Check Feeds(string name, IReadOnlyList<FeedStatus> feeds, IEnumerable<string> differences) =>
        CheckOf(name, feeds.Count, differences);

    private static Check Once(Evidence evidence) =>
        CheckOf(
            "No movement is twice in one ledger",
            evidence.Ledgers.Sum(ledger => ledger.Value.Count),
            from ledger in evidence.Ledgers
            from same in ledger.Value.CountBy(entry => entry.MovementId)
            where same.Value > 1
            select $"{same.Key} is {same.Value} times in {ledger.Key}"
        );

    private static Check Known(Evidence evidence, Dictionary<Guid, LedgerEntry> movements) =>
        CheckOf(
            "No service has a movement that entry has not, and its VIN is the same",
            evidence.Ledgers.Sum(ledger => ledger.Value.Count),
            evidence.Ledgers.SelectMany(ledger =>
                ledger
                    .Value.Where(entry => !entry.Imported || ledger.Key != ServiceNames.Throughput)
                    .Select(entry => (Entry: entry, Origin: movements.GetValueOrDefault(entry.MovementId)))
                    .Where(pair =>
                        pair.Origin is null || !Vin.AreSame(pair.Entry.Vin ?? pair.Origin.Vin, pair.Origin.Vin)
                    )
                    .Select(pair =>
                        pair.Origin is null
                            ? $"{Name(pair.Entry)} is in {ledger.Key} and not in entry"
                            : $"{Name(pair.Origin)} has VIN {pair.Entry.Vin} in {ledger.Key}"
                    )
            )
        );

    private static Check Complete(
        string name,
        IEnumerable<KeyValuePair<Guid, LedgerEntry>> movements,
        Dictionary<Guid, LedgerEntry> service,
        Func<Guid, Versions> expected
    )
    {
        var examined = 0L;
        var differences = new List<string>();
        foreach (var (id, movement) in movements)
        {
            examined++;
            if (!service.TryGetValue(id, out var there))
            {
                differences.Add($"{Name(movement)} is missing");
                continue;
            }

            var must = expected(id);
            string?[] parts =
            [
                Difference(ServiceNames.Entry, must.Entry, there.EntryVersion),
                Difference(ServiceNames.Inspection, must.Inspection, there.InspectionVersion),
                Difference(ServiceNames.Clearance, must.Clearance, there.ClearanceVersion),
            ];
            if (parts.Any(part => part is not null))
            {
                differences.Add($"{Name(movement)}: {string.Join(", ", parts.OfType<string>())}");
            }
        }

        return CheckOf(name, examined, differences);

        static string? Difference(string owner, int? must, int has) =>
            must is null || must == has ? null : $"{owner} version {has} instead of {must}";
    }

    private static Check Stages(
        Dictionary<Guid, LedgerEntry> movements,
        Dictionary<Guid, LedgerEntry> board,
        Dictionary<Guid, LedgerEntry> throughput
    ) =>
        CheckOf(
            "Board and throughput have every movement in the same stage",
            movements.Count,
            from movement in movements
            let shown = board.GetValueOrDefault(movement.Key)
            let counted = throughput.GetValueOrDefault(movement.Key)
            where shown is not null && counted is not null && (shown.Stage is null || shown.Stage != counted.Stage)
            select $"{Name(movement.Value)} is {shown.Stage} on the board and {counted.Stage} in throughput"
        );

    private static Check DaysMatch(Evidence evidence)
    {
        var counted = evidence
            .Days.SelectMany(port => port.Value.Select(day => (Key: (Port: port.Key, day.Date), day)))
            .ToDictionary(pair => pair.Key, pair => pair.day);
        var recounted = Departed(evidence).CountBy(fact => (fact.Port, Date: fact.DepartedOn!.Value)).ToDictionary();
        var days = counted.Keys.Union(recounted.Keys).Order().ToList();
        return CheckOf(
            "Every day's total is what a recount of its movements gives",
            days.Count,
            from day in days
            let total = counted.GetValueOrDefault(day)
            let facts = recounted.GetValueOrDefault(day)
            where (total?.Vehicles ?? 0) != facts || total is { Dirty: true }
            select $"{day.Port} {Iso(day.Date)}: {total?.Vehicles ?? 0} counted, {facts} movements"
                + (total is { Dirty: true } ? ", not counted again since a late event" : "")
        );
    }

    private static Check YearsMatch(Evidence evidence)
    {
        var facts = Departed(evidence)
            .CountBy(fact => (fact.Port, fact.DepartedOn!.Value.Year, fact.DepartedOn.Value.Month))
            .ToDictionary(pair => pair.Key, pair => (long)pair.Value);
        return CheckOf(
            "Every year's total is the sum of its months, and each month that of its movements",
            evidence.Years.Sum(year => 1 + year.Parts.Count),
            evidence.Years.SelectMany(Differences)
        );

        IEnumerable<string> Differences(TotalsResponse year)
        {
            var total = year.Total;
            var months = year.Parts.Sum(month => month.Vehicles);
            // An official yearly figure may come without its months.
            if (year.Parts.Count > 0 && months != total.Vehicles)
            {
                yield return $"{year.Port} {total.From.Year}: {total.Vehicles}, but its months make {months}";
            }

            var ofYear = facts.Where(fact => fact.Key.Port == year.Port && fact.Key.Year == total.From.Year);
            if (
                total.Source is TotalSource.Records
                && ofYear.Sum(fact => fact.Value) is var all
                && all != total.Vehicles
            )
            {
                yield return $"{year.Port} {total.From.Year}: {total.Vehicles}, but {all} movements";
            }

            foreach (var month in year.Parts.Where(month => month.Source is TotalSource.Records))
            {
                var movements = facts.GetValueOrDefault((year.Port, month.From.Year, month.From.Month));
                if (movements != month.Vehicles)
                {
                    yield return $"{year.Port} {Iso(month.From)[..7]}: {month.Vehicles}, but {movements} movements";
                }
            }
        }
    }

    private static IEnumerable<LedgerEntry> Departed(Evidence evidence) =>
        evidence.Ledgers[ServiceNames.Throughput].Where(fact => fact.DepartedOn is not null);

    private static Check CheckOf(string name, long examined, IEnumerable<string> differences)
    {
        var all = differences.ToList();
        return new Check(name, examined, all.Count, [.. all.Take(Named)]);
    }

    private static string Name(LedgerEntry entry) => $"{entry.Vin ?? "no VIN"} ({entry.MovementId})";

    private static string Iso(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
