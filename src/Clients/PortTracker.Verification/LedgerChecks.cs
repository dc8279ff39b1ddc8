using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Verification;

/// <summary>Compares the ledgers of the services, movement by movement.</summary>
internal sealed class LedgerChecks
{
    private readonly Evidence _evidence;
    private readonly Dictionary<Guid, LedgerEntry> _movements;
    private readonly Dictionary<Guid, LedgerEntry> _inspection;
    private readonly Dictionary<Guid, LedgerEntry> _clearance;
    private readonly Dictionary<Guid, LedgerEntry> _throughput;
    private readonly Dictionary<Guid, LedgerEntry> _board;

    public LedgerChecks(Evidence evidence)
    {
        _evidence = evidence;
        _movements = ById(ServiceNames.Entry);
        _inspection = ById(ServiceNames.Inspection);
        _clearance = ById(ServiceNames.Clearance);
        _throughput = ById(ServiceNames.Throughput);
        _board = ById(ServiceNames.Board);

        Dictionary<Guid, LedgerEntry> ById(string service) =>
            evidence
                .Ledgers[service]
                .GroupBy(entry => entry.MovementId)
                .ToDictionary(group => group.Key, Enumerable.First);
    }

    public IEnumerable<ConsistencyCheck> All() =>
        [
            Unique(),
            Known(),
            SameVersions("Every movement is on the board, at the same versions", _movements, _board, Expected),
            SameVersions("Every movement is in throughput, at the same versions", _movements, _throughput, Expected),
            SameVersions(
                "Every vehicle that arrived is in inspection, at the same versions",
                _movements.Where(HasArrived),
                _inspection,
                id => Expected(id) with { Clearance = null, Inspection = null }
            ),
            SameVersions(
                "Every vehicle that arrived is in clearance, at the same versions",
                _movements.Where(HasArrived),
                _clearance,
                id => Expected(id) with { Clearance = null }
            ),
            SameStages(),
        ];

    private ConsistencyCheck Unique() =>
        ConsistencyCheck.Of(
            "No ledger has a movement twice",
            _evidence.Ledgers.Sum(ledger => ledger.Value.Count),
            from ledger in _evidence.Ledgers
            from same in ledger.Value.CountBy(entry => entry.MovementId)
            where same.Value > 1
            select $"{same.Key} is {same.Value} times in {ledger.Key}"
        );

    private ConsistencyCheck Known() =>
        ConsistencyCheck.Of(
            "Every movement of a service is in entry, with the same VIN",
            _evidence.Ledgers.Sum(ledger => ledger.Value.Count),
            from ledger in _evidence.Ledgers
            from entry in ledger.Value
            where !entry.Imported || ledger.Key != ServiceNames.Throughput
            let origin = _movements.GetValueOrDefault(entry.MovementId)
            where origin is null || !Vin.AreSame(entry.Vin ?? origin.Vin, origin.Vin)
            select origin is null
                ? $"{Describe(entry)} is in {ledger.Key} but not in entry"
                : $"{Describe(origin)} has VIN {entry.Vin} in {ledger.Key}"
        );

    private static ConsistencyCheck SameVersions(
        string name,
        IEnumerable<KeyValuePair<Guid, LedgerEntry>> movements,
        Dictionary<Guid, LedgerEntry> ledger,
        Func<Guid, ExpectedVersions> expected
    )
    {
        var examined = 0L;
        var differences = new List<string>();
        foreach (var (id, movement) in movements)
        {
            examined++;
            if (!ledger.TryGetValue(id, out var entry))
            {
                differences.Add($"{Describe(movement)} is missing");
                continue;
            }

            var versions = expected(id);
            string?[] parts =
            [
                Difference(ServiceNames.Entry, versions.Entry, entry.EntryVersion),
                Difference(ServiceNames.Inspection, versions.Inspection, entry.InspectionVersion),
                Difference(ServiceNames.Clearance, versions.Clearance, entry.ClearanceVersion),
            ];
            if (parts.Any(part => part is not null))
            {
                differences.Add($"{Describe(movement)}: {string.Join(", ", parts.OfType<string>())}");
            }
        }

        return ConsistencyCheck.Of(name, examined, differences);

        static string? Difference(string owner, int? expected, int actual) =>
            expected is null || expected == actual ? null : $"{owner} version {actual} instead of {expected}";
    }

    private ConsistencyCheck SameStages() =>
        ConsistencyCheck.Of(
            "Board and throughput have every movement in the same stage",
            _movements.Count,
            from movement in _movements
            let shown = _board.GetValueOrDefault(movement.Key)
            let counted = _throughput.GetValueOrDefault(movement.Key)
            where shown is not null && counted is not null && (shown.Stage is null || shown.Stage != counted.Stage)
            select $"{Describe(movement.Value)} is {shown.Stage} on the board and {counted.Stage} in throughput"
        );

    // A service must have every version that the owners of the movement have issued.
    private ExpectedVersions Expected(Guid id) =>
        new(
            _movements[id].EntryVersion,
            _inspection.GetValueOrDefault(id)?.InspectionVersion ?? 0,
            _clearance.GetValueOrDefault(id)?.ClearanceVersion ?? 0
        );

    // The entry service has no stage, so ask a service that has one.
    private bool HasArrived(KeyValuePair<Guid, LedgerEntry> movement) =>
        (_throughput.GetValueOrDefault(movement.Key) ?? _board.GetValueOrDefault(movement.Key))?.Stage
            is { } stage
                and not (Stage.PreRegistered or Stage.NoShow or Stage.Cancelled);

    private static string Describe(LedgerEntry entry) => $"{entry.Vin ?? "no VIN"} ({entry.MovementId})";

    private sealed record ExpectedVersions(int? Entry, int? Inspection, int? Clearance);
}
