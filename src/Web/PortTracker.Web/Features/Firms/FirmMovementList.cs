using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Web.Features.Firms;

/// <summary>
/// A firm's movements, filtered, sorted and grouped. It is recalculated only if the movements or the query change, and open groups stay
/// open.
/// </summary>
public sealed class FirmMovementList(FirmState state)
{
    /// <summary>Lines shown at first, and added each time.</summary>
    public const int Step = 100;

    // More groups than these start closed.
    private const int FewGroups = 10;

    private readonly Dictionary<string, bool> chosen = new(StringComparer.Ordinal);
    private FirmQuery query = new();
    private (long Version, FirmQuery? Query) drawn = (-1, null);
    private IReadOnlyList<FirmGroup> groups = [];
    private bool? isOpenAtFirst;
    private int most = Step;

    /// <summary>The query. A new query starts at the top of the list.</summary>
    public FirmQuery Query
    {
        get => query;
        set
        {
            if (value.Grouping != query.Grouping)
            {
                chosen.Clear();
                isOpenAtFirst = null;
            }

            (query, most) = (value, Step);
        }
    }

    /// <summary>The groups; a single one without grouping.</summary>
    public IReadOnlyList<FirmGroup> Groups
    {
        get
        {
            Refresh();
            return groups;
        }
    }

    /// <summary>Movements in all groups.</summary>
    public int Count => Groups.Sum(group => group.Movements.Count);

    /// <summary>The visible groups, and the number of hidden lines.</summary>
    public (IReadOnlyList<VisibleGroup> Groups, int Hidden) Visible()
    {
        List<VisibleGroup> shown = [];
        var (room, hidden) = (most, 0);
        foreach (var group in Groups)
        {
            var isOpen = IsOpen(group.Key);
            if (query.Grouping is not FirmGrouping.None)
            {
                // The heading of the group takes a line.
                _ = room > 0 ? room-- : hidden++;
            }

            var rows = isOpen ? group.Movements.Count : 0;
            var taken = Math.Min(rows, room);
            if (hidden is 0)
            {
                shown.Add(
                    new VisibleGroup(
                        group,
                        isOpen,
                        taken == rows && isOpen ? group.Movements : [.. group.Movements.Take(taken)]
                    )
                );
            }

            room -= taken;
            hidden += rows - taken;
        }

        return (shown, hidden);
    }

    /// <summary>Shows more lines.</summary>
    public void ShowMore() => most += Step;

    /// <summary>Whether a group's movements are shown.</summary>
    public bool IsOpen(string key) =>
        query.Grouping is FirmGrouping.None || chosen.GetValueOrDefault(key, isOpenAtFirst ?? false);

    /// <summary>Opens or closes a group.</summary>
    public void Toggle(string key) => chosen[key] = !IsOpen(key);

    /// <summary>Opens or closes all groups, including new ones.</summary>
    public void SetAll(bool isOpen)
    {
        chosen.Clear();
        isOpenAtFirst = isOpen;
    }

    private void Refresh()
    {
        if (drawn == (state.Version, query))
        {
            return;
        }

        drawn = (state.Version, query);
        var rows = state.Movements.Where(Matches()).ToList();
        rows.Sort(Order.By(query.Sort, query.IsDescending));
        groups = query.Grouping switch
        {
            FirmGrouping.Declaration => Grouped(rows, movement => movement.DeclarationNumber),
            FirmGrouping.Carrier => Grouped(rows, movement => movement.CarrierPlate ?? ""),
            _ => rows is [] ? [] : [new FirmGroup("", rows, [])],
        };
        if (groups.Count > 0)
        {
            // Decided once, so that a new group closes none.
            isOpenAtFirst ??= groups.Count <= FewGroups;
        }
    }

    private Func<FirmMovement, bool> Matches()
    {
        var stage = query.Stage;
        // Normalised as they are stored, so that 新B·701 26 finds 新B70126.
        var text = CodeText.Fold(query.Text);
        var vin = Vin.Normalise(text);
        var plate = Plate.Normalise(text) ?? "";
        var declaration = DeclarationNumber.Normalise(text);
        return movement =>
            (stage is null || movement.Stage == stage)
            && (
                text.Length is 0
                || Holds(movement.Vin, vin)
                || Holds(movement.Plate, plate)
                || Holds(movement.DeclarationNumber, declaration)
                || Holds(movement.CarrierPlate, plate)
                || Holds(movement.QueueNumber, text)
            );
    }

    private static bool Holds(string? value, string wanted) =>
        wanted.Length > 0 && value?.Contains(wanted, StringComparison.OrdinalIgnoreCase) is true;

    private static List<FirmGroup> Grouped(List<FirmMovement> rows, Func<FirmMovement, string> keyOf)
    {
        // Groups keep the order of their first movements.
        Dictionary<string, List<FirmMovement>> byKey = new(StringComparer.Ordinal);
        List<FirmGroup> grouped = [];
        List<(string Key, List<FirmMovement> Members)> order = [];
        foreach (var row in rows)
        {
            var key = keyOf(row);
            if (!byKey.TryGetValue(key, out var members))
            {
                byKey[key] = members = [];
                order.Add((key, members));
            }

            members.Add(row);
        }

        foreach (var (key, members) in order)
        {
            grouped.Add(
                new FirmGroup(
                    key,
                    members,
                    [
                        .. members
                            .CountBy(member => member.Stage)
                            .OrderBy(count => count.Key)
                            .Select(count => new StageCount(count.Key, count.Value)),
                    ]
                )
            );
        }

        return grouped;
    }

    private static class Order
    {
        public static Comparison<FirmMovement> By(FirmColumn column, bool isDescending)
        {
            var sign = isDescending ? -1 : 1;
            return column switch
            {
                FirmColumn.QueueNumber => Text(movement => movement.QueueNumber, sign),
                FirmColumn.Vin => Text(movement => movement.Vin, sign),
                FirmColumn.Declaration => Text(movement => movement.DeclarationNumber, sign),
                FirmColumn.Carrier => Text(movement => movement.CarrierPlate, sign),
                FirmColumn.Destination => Text(movement => movement.Destination, sign),
                FirmColumn.Since => (a, b) => sign * LongestFirst(a, b),
                _ => (a, b) => sign * (Rank(a.Stage) - Rank(b.Stage)) is not 0 and var order ? order : Next(a, b),
            };
        }

        /// <summary>Movements without the value are last in either direction.</summary>
        private static Comparison<FirmMovement> Text(Func<FirmMovement, string?> of, int sign) =>
            (a, b) =>
                (of(a), of(b)) switch
                {
                    (null, null) => LongestFirst(a, b),
                    (null, _) => 1,
                    (_, null) => -1,
                    var (one, other) => string.CompareOrdinal(one, other) is not 0 and var order
                        ? sign * order
                        : LongestFirst(a, b),
                };

        /// <summary>Vehicles in the port first, then expected vehicles, then finished ones.</summary>
        private static int Rank(Stage stage) =>
            stage is Stage.PreRegistered ? (int)Stage.Cleared
            : stage.IsOnSite() ? (int)stage - 1
            : (int)stage;

        private static int Next(FirmMovement a, FirmMovement b) =>
            a.Stage is Stage.PreRegistered && Nullable.Compare(a.ExpectedOn, b.ExpectedOn) is not 0 and var order
                ? order
                : LongestFirst(a, b);

        private static int LongestFirst(FirmMovement a, FirmMovement b) =>
            a.Since.CompareTo(b.Since) is not 0 and var order ? order : a.MovementId.CompareTo(b.MovementId);
    }
}
