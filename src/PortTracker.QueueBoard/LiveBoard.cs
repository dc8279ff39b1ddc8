namespace PortTracker.QueueBoard;

/// <summary>The boards of all ports, in memory.</summary>
internal sealed class LiveBoards(PortCatalog ports, Freshness freshness, TimeProvider time)
{
    private readonly Dictionary<string, LiveBoard> boards = ports.All.ToDictionary(
        port => port.Code,
        port => new LiveBoard(port, freshness, time),
        StringComparer.OrdinalIgnoreCase
    );

    public IReadOnlyCollection<LiveBoard> All => boards.Values;

    public LiveBoard? Of(string port) => boards.GetValueOrDefault(port);

    /// <summary>Takes over what was committed.</summary>
    /// <param name="movements">The movements as they are now.</param>
    public void Apply(IEnumerable<BoardMovement> movements)
    {
        foreach (var port in movements.GroupBy(movement => movement.Port, StringComparer.OrdinalIgnoreCase))
        {
            // A port that was taken out of the configuration has no board; its movements stay in the store.
            Of(port.Key)?.Apply([.. port]);
        }
    }
}

/// <summary>
/// The board of one port. Changes gather until <see cref="TakeDelta"/> makes one numbered delta of them, so that however many
/// events come, watchers get few messages.
/// </summary>
internal sealed class LiveBoard(Port port, Freshness freshness, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly BoardClock clock = new(freshness, time);
    private readonly Dictionary<Guid, BoardVehicle> vehicles = [];
    private readonly DayBook days = new(port);
    private readonly HashSet<Guid> changed = [];
    private readonly int[] counts = new int[Enum.GetValues<Stage>().Length];
    private BoardSnapshot? snapshot;
    private DateOnly today;

    public Port Port => port;

    /// <summary>What firms see of it.</summary>
    public FirmBoards Firms { get; } = new(port, freshness, time);

    public void Apply(IReadOnlyCollection<BoardMovement> movements)
    {
        Firms.Apply(movements);
        lock (gate)
        {
            snapshot = null;
            foreach (var movement in movements)
            {
                Show(movement.Id, movement.Show());
                days.Count(movement.Id, movement.Milestones);
            }
        }
    }

    public BoardSnapshot Snapshot()
    {
        lock (gate)
        {
            var now = clock.Now;
            var day = days.Today(now.AsOf);
            // Anyone may ask, however often: the list is made anew only when it has changed.
            return (snapshot ??= Build(now, day)) with
            {
                UtcOffsetMinutes = (int)port.Zone.GetUtcOffset(now.AsOf).TotalMinutes,
                Sequence = now.Sequence,
                AsOf = now.AsOf,
                StaleSince = now.StaleSince,
                Today = day,
                Yesterday = days.Yesterday(now.AsOf),
            };
        }
    }

    private BoardSnapshot Build(BoardMoment now, BoardDay day) =>
        new()
        {
            Port = port.Code,
            PortName = port.Name,
            TimeZone = port.TimeZone,
            UtcOffsetMinutes = (int)port.Zone.GetUtcOffset(now.AsOf).TotalMinutes,
            // What has gathered since is in here already, and comes once more with the next delta, which does no harm.
            Sequence = now.Sequence,
            AsOf = now.AsOf,
            Counts = Counts(),
            Vehicles =
            [
                .. vehicles
                    .Values.OrderBy(vehicle => vehicle.Lane, StringComparer.Ordinal)
                    .ThenBy(vehicle => vehicle.Rank),
            ],
            Lanes = Lanes(),
            Today = day,
        };

    /// <summary>What has changed since the delta before, or, after a while without changes, an empty one as a sign of life.</summary>
    public BoardDelta? TakeDelta()
    {
        lock (gate)
        {
            if (clock.Next(changed.Count > 0) is not { } now)
            {
                return null;
            }

            ForgetOldDays(port.BusinessDate(now.AsOf));
            var delta = new BoardDelta
            {
                Port = port.Code,
                Sequence = now.Sequence,
                AsOf = now.AsOf,
                StaleSince = now.StaleSince,
                Changed = [.. changed.Where(vehicles.ContainsKey).Select(id => vehicles[id])],
                Gone = [.. changed.Where(id => !vehicles.ContainsKey(id))],
                Counts = Counts(),
                Today = days.Today(now.AsOf),
                Yesterday = days.Yesterday(now.AsOf),
            };
            changed.Clear();
            return delta;
        }
    }

    // Once a day, and two days late: what is asked of is today and the day before.
    private void ForgetOldDays(DateOnly now)
    {
        if (now != today)
        {
            today = now;
            days.Forget(before: now.AddDays(-2), vehicles.ContainsKey);
        }
    }

    private void Show(Guid id, BoardVehicle? vehicle)
    {
        if (vehicles.Remove(id, out var old))
        {
            counts[(int)old.Stage]--;
        }

        if (vehicle is not null)
        {
            vehicles[id] = vehicle;
            counts[(int)vehicle.Stage]++;
        }

        if (old != vehicle)
        {
            changed.Add(id);
        }
    }

    private List<StageCount> Counts() => [.. Stages.OnSite.Select(stage => new StageCount(stage, counts[(int)stage]))];

    // A vehicle may stand in a lane that was taken out of the configuration since.
    private List<LaneCount> Lanes()
    {
        var lanes = vehicles.Values.ToLookup(vehicle => vehicle.Lane, StringComparer.Ordinal);
        return
        [
            .. port
                .Lanes.Select(lane => lane.Name)
                .Union(lanes.Select(lane => lane.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal)
                .Select(lane => new LaneCount(
                    lane,
                    [.. Stages.OnSite.Select(stage => new StageCount(stage, lanes[lane].Count(v => v.Stage == stage)))]
                )),
        ];
    }
}
