using PortTracker.Contracts;

namespace PortTracker.Web.Board;

/// <summary>The board as a watcher knows it: fed with snapshots and deltas, read by the page.</summary>
public sealed class BoardState : ILiveState<BoardSnapshot, BoardDelta>
{
    // Four a second: more than this is a Watch that has failed, and the next one brings it all anyway.
    private const int MostWaiting = 64;

    private readonly Dictionary<Guid, BoardVehicle> vehicles = [];
    private readonly Dictionary<Stage, Section> sections = Stages.OnSite.ToDictionary(s => s, s => new Section(s));
    private readonly SortedDictionary<long, BoardDelta> waiting = [];
    private readonly List<string> lanes = [];
    private readonly Dictionary<(string Lane, Stage Stage), int> laneCounts = [];
    private BoardSnapshot? snapshot;

    /// <summary>Whether there is anything to show.</summary>
    public bool HasData => snapshot is not null;

    /// <summary>True until deltas can be applied: nothing yet, only an excerpt, or a gap. Then ask for a snapshot.</summary>
    public bool NeedsSnapshot { get; private set; } = true;

    /// <summary>Code of the port.</summary>
    public string Port => snapshot?.Port ?? "";

    /// <summary>Name of the port.</summary>
    public string PortName => snapshot?.PortName ?? "";

    /// <summary>The port's offset from UTC.</summary>
    public TimeSpan UtcOffset => TimeSpan.FromMinutes(snapshot?.UtcOffsetMinutes ?? 0);

    /// <summary>Number of the state.</summary>
    public long Sequence { get; private set; }

    /// <summary>The moment for which it holds (UTC).</summary>
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>Since when the server's own news may be old (UTC); null when they are not.</summary>
    public DateTimeOffset? StaleSince { get; private set; }

    /// <summary>Today's totals.</summary>
    public BoardDay Today { get; private set; } = new(default, 0, 0, 0, 0);

    /// <summary>The day before by the same time; null when it is not known in full.</summary>
    public BoardDay? Yesterday { get; private set; }

    /// <summary>The port's lanes.</summary>
    public IReadOnlyList<string> Lanes => lanes;

    /// <summary>Vehicles in the port.</summary>
    public int InPort => sections.Values.Sum(s => s.Count);

    /// <summary>Vehicles in a stage, as counted by the server.</summary>
    public int Count(Stage stage) => sections[stage].Count;

    /// <summary>Vehicles in a stage that stand in a lane.</summary>
    public int Count(Stage stage, string lane) => laneCounts.GetValueOrDefault((lane, stage));

    /// <summary>The known vehicles in a stage, in the order in which they are shown.</summary>
    public IReadOnlyCollection<BoardVehicle> Vehicles(Stage stage) => sections[stage].Vehicles;

    /// <summary>Grows whenever anything shown of a stage has changed.</summary>
    public long Version(Stage stage) => sections[stage].Version;

    /// <summary>The known vehicles whose queue number or masked plate holds the text, in the order of the stages.</summary>
    public IEnumerable<BoardVehicle> Find(string text)
    {
        var wanted = text.Trim();
        return wanted.Length == 0
            ? []
            : Stages.OnSite.SelectMany(Vehicles).Where(v => Holds(v.QueueNumber) || Holds(v.Plate));

        bool Holds(string value) => value.Contains(wanted, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Takes a snapshot in place of all that was known, then the deltas that came before it but follow it.</summary>
    /// <returns>False when those deltas do not join on: ask again.</returns>
    public bool Apply(BoardSnapshot next)
    {
        Show(next);
        NeedsSnapshot = false;
        var early = waiting.Values.ToList();
        waiting.Clear();
        foreach (var delta in early)
        {
            Apply(delta);
        }

        return !NeedsSnapshot;
    }

    /// <summary>Shows a snapshot that may lack vehicles, such as the excerpt with which the page came.</summary>
    public void Show(BoardSnapshot next)
    {
        snapshot = next;
        NeedsSnapshot = true;
        vehicles.Clear();
        foreach (var section in sections.Values)
        {
            section.Clear();
        }

        foreach (var vehicle in next.Vehicles)
        {
            Put(vehicle);
        }

        // Counted by the server, as an excerpt lacks vehicles; from here on the vehicles of the deltas tell the difference.
        lanes.Clear();
        laneCounts.Clear();
        foreach (var (lane, counts) in next.Lanes)
        {
            lanes.Add(lane);
            foreach (var (stage, count) in counts)
            {
                laneCounts[(lane, stage)] = count;
            }
        }

        Take(next.Sequence, next.AsOf, next.StaleSince, next.Counts, next.Today, next.Yesterday);
    }

    /// <summary>Takes a delta; one that is old is ignored, one that does not join on waits for the next snapshot.</summary>
    /// <returns>False when a snapshot is needed.</returns>
    public bool Apply(BoardDelta delta)
    {
        if (NeedsSnapshot)
        {
            KeepForLater(delta);
            return false;
        }

        if (!string.Equals(delta.Port, Port, StringComparison.Ordinal) || delta.Sequence <= Sequence)
        {
            return true;
        }

        if (delta.Sequence != Sequence + 1)
        {
            NeedsSnapshot = true;
            KeepForLater(delta);
            return false;
        }

        foreach (var id in delta.Gone)
        {
            Remove(id);
        }

        foreach (var vehicle in delta.Changed)
        {
            Put(vehicle);
        }

        Take(delta.Sequence, delta.AsOf, delta.StaleSince, delta.Counts, delta.Today, delta.Yesterday);
        return true;
    }

    /// <summary>The connection is gone: what it sent early belongs to no snapshot to come, and a new server counts anew.</summary>
    public void Disconnected()
    {
        NeedsSnapshot = true;
        waiting.Clear();
    }

    /// <summary>The same snapshot with no more vehicles than a page shows: the first of each stage, or those looked for.</summary>
    public static BoardSnapshot Excerpt(BoardSnapshot full, string? find)
    {
        var state = new BoardState();
        state.Show(full);
        var shown = Stages.OnSite.SelectMany(s => state.Vehicles(s).Take(Shown.Most(s)));
        var found = state.Find(find ?? "").Take(Shown.MostFound + 1);
        return full with { Vehicles = [.. shown.Union(found)] };
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

    private void Take(
        long sequence,
        DateTimeOffset asOf,
        DateTimeOffset? staleSince,
        IReadOnlyList<StageCount> counts,
        BoardDay today,
        BoardDay? yesterday
    )
    {
        (Sequence, AsOf, StaleSince, Today, Yesterday) = (sequence, asOf, staleSince, today, yesterday);
        foreach (var (stage, section) in sections)
        {
            section.Count = counts.FirstOrDefault(c => c.Stage == stage)?.Vehicles ?? 0;
        }
    }

    private void KeepForLater(BoardDelta delta)
    {
        waiting[delta.Sequence] = delta;
        if (waiting.Count > MostWaiting)
        {
            waiting.Remove(waiting.Keys.First());
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

/// <summary>How many vehicles a page shows; the rest is said as a number.</summary>
public static class Shown
{
    /// <summary>The most vehicles found that are listed.</summary>
    public const int MostFound = 40;

    /// <summary>The most vehicles listed of a stage.</summary>
    public static int Most(Stage stage) => stage == Stage.Cleared ? 18 : 40;
}
