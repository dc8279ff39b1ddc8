using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Board;

/// <summary>The board as a visitor's page knows it.</summary>
public sealed class BoardState : SequencedState<BoardSnapshot, BoardDelta>
{
    private readonly Dictionary<Guid, BoardVehicle> vehicles = [];
    private readonly Dictionary<Stage, Section> sections = Stages.OnSite.ToDictionary(s => s, s => new Section(s));
    private readonly List<string> lanes = [];
    private readonly Dictionary<(string Lane, Stage Stage), int> laneCounts = [];

    /// <summary>Name of the port.</summary>
    public string PortName { get; private set; } = "";

    /// <summary>The port's offset from UTC.</summary>
    public TimeSpan UtcOffset { get; private set; }

    /// <summary>Today's totals.</summary>
    public BoardDay Today { get; private set; } = new(default, 0, 0, 0, 0);

    /// <summary>Yesterday's totals up to the same time of day; null if they are not fully known.</summary>
    public BoardDay? Yesterday { get; private set; }

    /// <summary>The port's lanes.</summary>
    public IReadOnlyList<string> Lanes => lanes;

    /// <summary>Vehicles in the port.</summary>
    public int InPort => sections.Values.Sum(s => s.Count);

    /// <summary>Vehicles in a stage, as counted by the server.</summary>
    public int Count(Stage stage) => sections[stage].Count;

    /// <summary>Vehicles of a stage in one lane.</summary>
    public int Count(Stage stage, string lane) => laneCounts.GetValueOrDefault((lane, stage));

    /// <summary>The known vehicles in a stage, in display order.</summary>
    public IReadOnlyCollection<BoardVehicle> Vehicles(Stage stage) => sections[stage].Vehicles;

    /// <summary>Increases whenever anything shown of a stage changes.</summary>
    public long Version(Stage stage) => sections[stage].Version;

    /// <summary>The known vehicles whose queue number or masked plate contains the text, in the order of the stages.</summary>
    public IEnumerable<BoardVehicle> Find(string text)
    {
        var queueNumber = CodeText.Fold(text);
        var plate = Plate.Normalise(text);
        return queueNumber.Length == 0
            ? []
            : Stages.OnSite.SelectMany(Vehicles).Where(v => Holds(v.QueueNumber, queueNumber) || Holds(v.Plate, plate));

        static bool Holds(string value, string? wanted) =>
            wanted is not null && value.Contains(wanted, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The snapshot with only the vehicles that a page shows: the first of each stage, and those searched for.</summary>
    public static BoardSnapshot Excerpt(BoardSnapshot full, string? find)
    {
        var state = new BoardState();
        state.Show(full);
        var shown = Stages.OnSite.SelectMany(s => state.Vehicles(s).Take(ListLimits.Most(s)));
        var found = state.Find(find ?? "").Take(ListLimits.MostFound + 1);
        return full with { Vehicles = [.. shown.Union(found)] };
    }

    /// <inheritdoc />
    protected override StateHeader HeaderOf(BoardSnapshot snapshot) =>
        new(snapshot.Port, snapshot.Sequence, snapshot.AsOf, snapshot.StaleSince);

    /// <inheritdoc />
    protected override StateHeader HeaderOf(BoardDelta delta) =>
        new(delta.Port, delta.Sequence, delta.AsOf, delta.StaleSince);

    /// <inheritdoc />
    protected override void Load(BoardSnapshot snapshot)
    {
        (PortName, UtcOffset) = (snapshot.PortName, TimeSpan.FromMinutes(snapshot.UtcOffsetMinutes));
        vehicles.Clear();
        foreach (var section in sections.Values)
        {
            section.Clear();
        }

        foreach (var vehicle in snapshot.Vehicles)
        {
            Put(vehicle);
        }

        // The server counts the lanes, because an excerpt lacks vehicles; the vehicles of later deltas adjust the counts.
        lanes.Clear();
        laneCounts.Clear();
        foreach (var (lane, counts) in snapshot.Lanes)
        {
            lanes.Add(lane);
            foreach (var (stage, count) in counts)
            {
                laneCounts[(lane, stage)] = count;
            }
        }

        TakeTotals(snapshot.Counts, snapshot.Today, snapshot.Yesterday);
    }

    /// <inheritdoc />
    protected override void Change(BoardDelta delta)
    {
        foreach (var id in delta.Gone)
        {
            Remove(id);
        }

        foreach (var vehicle in delta.Changed)
        {
            Put(vehicle);
        }

        TakeTotals(delta.Counts, delta.Today, delta.Yesterday);
    }

    private void Put(BoardVehicle vehicle)
    {
        Remove(vehicle.MovementId);
        if (vehicle.Stage.IsOnSite())
        {
            vehicles.Add(vehicle.MovementId, vehicle);
            sections[vehicle.Stage].Add(vehicle);
            CountInLane(vehicle, by: 1);
        }
    }

    private void Remove(Guid id)
    {
        if (vehicles.Remove(id, out var vehicle))
        {
            sections[vehicle.Stage].Remove(vehicle);
            CountInLane(vehicle, by: -1);
        }
    }

    private void CountInLane(BoardVehicle vehicle, int by)
    {
        if (!lanes.Contains(vehicle.Lane, StringComparer.Ordinal))
        {
            lanes.Add(vehicle.Lane);
        }

        laneCounts[(vehicle.Lane, vehicle.Stage)] = Count(vehicle.Stage, vehicle.Lane) + by;
    }

    private void TakeTotals(IReadOnlyList<StageCount> counts, BoardDay today, BoardDay? yesterday)
    {
        (Today, Yesterday) = (today, yesterday);
        foreach (var (stage, section) in sections)
        {
            section.Count = counts.FirstOrDefault(c => c.Stage == stage)?.Vehicles ?? 0;
        }
    }

    private sealed class Section(Stage stage)
    {
        private readonly SortedSet<BoardVehicle> vehicles = new(
            stage == Stage.Cleared ? Order.LatestCalledFirst : Order.FirstInLaneFirst
        );
        private int count;

        public IReadOnlyCollection<BoardVehicle> Vehicles => vehicles;

        public long Version { get; private set; }

        public int Count
        {
            get => count;
            set
            {
                Version += count == value ? 0 : 1;
                count = value;
            }
        }

        public void Add(BoardVehicle vehicle)
        {
            vehicles.Add(vehicle);
            Version++;
        }

        public void Remove(BoardVehicle vehicle)
        {
            vehicles.Remove(vehicle);
            Version++;
        }

        public void Clear()
        {
            vehicles.Clear();
            Version++;
        }
    }

    private static class Order
    {
        public static IComparer<BoardVehicle> FirstInLaneFirst { get; } =
            Comparer<BoardVehicle>.Create(
                (a, b) => a.Rank.CompareTo(b.Rank) is not 0 and var order ? order : a.MovementId.CompareTo(b.MovementId)
            );

        public static IComparer<BoardVehicle> LatestCalledFirst { get; } =
            Comparer<BoardVehicle>.Create(
                (a, b) =>
                    b.Since.CompareTo(a.Since) is not 0 and var order ? order : a.MovementId.CompareTo(b.MovementId)
            );
    }
}
