using PortTracker.Contracts;

namespace PortTracker.Web.Firms;

/// <summary>By what the list can be sorted.</summary>
public enum FirmColumn
{
    /// <summary>The number by which a vehicle is called.</summary>
    QueueNumber,

    /// <summary>Its VIN.</summary>
    Vin,

    /// <summary>Its declaration.</summary>
    Declaration,

    /// <summary>Its carrier.</summary>
    Carrier,

    /// <summary>Where it goes.</summary>
    Destination,

    /// <summary>Where it stands: in the port, to come, ended; the longest there first.</summary>
    Stage,

    /// <summary>Since when it stands there.</summary>
    Since,
}

/// <summary>What belongs together in the list.</summary>
public enum Fold
{
    /// <summary>Nothing: one list.</summary>
    None,

    /// <summary>What one declaration covers.</summary>
    Declaration,

    /// <summary>What comes on one carrier.</summary>
    Carrier,
}

/// <summary>What of the movements is asked for, and in which order.</summary>
public sealed record FirmQuery
{
    /// <summary>A part of VIN, plate, declaration, carrier or queue number; empty for all.</summary>
    public string Text { get; init; } = "";

    /// <summary>Only those in this stage; null for all.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The order.</summary>
    public FirmColumn Sort { get; init; } = FirmColumn.Stage;

    /// <summary>Whether the order is turned round.</summary>
    public bool IsDescending { get; init; }

    /// <summary>What belongs together.</summary>
    public Fold Fold { get; init; }
}

/// <summary>Movements that belong together.</summary>
/// <param name="Key">Their declaration or carrier; empty for those without.</param>
/// <param name="Movements">They, in order.</param>
/// <param name="Counts">How many of them stand where.</param>
public sealed record FirmGroup(string Key, IReadOnlyList<FirmMovement> Movements, IReadOnlyList<StageCount> Counts);

/// <summary>A group with as much of it as is shown.</summary>
/// <param name="Group">The group.</param>
/// <param name="IsOpen">Whether its movements are shown.</param>
/// <param name="Rows">Those that are.</param>
public sealed record ShownGroup(FirmGroup Group, bool IsOpen, IReadOnlyList<FirmMovement> Rows);

/// <summary>
/// The list of a firm's movements: filtered, sorted and folded anew only when they or the question have changed. What was opened or
/// closed stays so, whatever changes.
/// </summary>
public sealed class FirmView(FirmState state)
{
    /// <summary>How many lines are shown at first, and how many more each time.</summary>
    public const int Step = 100;

    // More than these are a list of their own.
    private const int FewGroups = 10;

    private readonly Dictionary<string, bool> chosen = new(StringComparer.Ordinal);
    private FirmQuery query = new();
    private (long Version, FirmQuery? Query) drawn = (-1, null);
    private IReadOnlyList<FirmGroup> groups = [];
    private bool? isOpenAtFirst;
    private int most = Step;

    /// <summary>The question. Another one begins at the top of its answer.</summary>
    public FirmQuery Query
    {
        get => query;
        set
        {
            if (value.Fold != query.Fold)
            {
                chosen.Clear();
                isOpenAtFirst = null;
            }

            (query, most) = (value, Step);
        }
    }

    /// <summary>The groups; one, where nothing is folded.</summary>
    public IReadOnlyList<FirmGroup> Groups
    {
        get
        {
            Refresh();
            return groups;
        }
    }

    /// <summary>How many movements there are in all of them.</summary>
    public int Count => Groups.Sum(group => group.Movements.Count);

    /// <summary>As much as is shown, and how many lines are not.</summary>
    public (IReadOnlyList<ShownGroup> Groups, int Hidden) Shown()
    {
        List<ShownGroup> shown = [];
        var (room, hidden) = (most, 0);
        foreach (var group in Groups)
        {
            var isOpen = IsOpen(group.Key);
            if (query.Fold is not Fold.None)
            {
                // The line that heads it.
                _ = room > 0 ? room-- : hidden++;
            }

            var rows = isOpen ? group.Movements.Count : 0;
            var taken = Math.Min(rows, room);
            if (hidden is 0)
            {
                shown.Add(
                    new ShownGroup(
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
    public bool IsOpen(string key) => query.Fold is Fold.None || chosen.GetValueOrDefault(key, isOpenAtFirst ?? false);

    /// <summary>Opens or closes a group.</summary>
    public void Toggle(string key) => chosen[key] = !IsOpen(key);

    /// <summary>Opens or closes all groups, and those to come.</summary>
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
        groups = query.Fold switch
        {
            Fold.Declaration => Grouped(rows, movement => movement.DeclarationNumber),
            Fold.Carrier => Grouped(rows, movement => movement.CarrierPlate ?? ""),
            _ => rows is [] ? [] : [new FirmGroup("", rows, [])],
        };
        if (groups.Count > 0)
        {
            // Once: that one more group comes closes none.
            isOpenAtFirst ??= groups.Count <= FewGroups;
        }
    }

    private Func<FirmMovement, bool> Matches()
    {
        var stage = query.Stage;
        var text = query.Text.Trim();
        // As plates are stored, so that 新B·701 26 finds 新B70126.
        var plate = Plate.Normalise(text) ?? "";
        return movement =>
            (stage is null || movement.Stage == stage)
            && (
                text.Length is 0
                || Holds(movement.Vin, plate)
                || Holds(movement.Plate, plate)
                || Holds(movement.DeclarationNumber, plate)
                || Holds(movement.CarrierPlate, plate)
                || Holds(movement.QueueNumber, text)
            );
    }

    private static bool Holds(string? value, string wanted) =>
        wanted.Length > 0 && value?.Contains(wanted, StringComparison.OrdinalIgnoreCase) is true;

    private static List<FirmGroup> Grouped(List<FirmMovement> rows, Func<FirmMovement, string> keyOf)
    {
        // In the order of the first of each.
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

        /// <summary>Those without it come last either way.</summary>
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

        /// <summary>What is in the port comes first, then what is to come, then what has ended.</summary>
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
