namespace PortTracker.QueueBoard;

/// <summary>
/// What each firm sees of its own movements at one port. The lanes hold all vehicles, whoever brings them: from those come the places,
/// and nothing else of one firm's vehicle reaches another.
/// </summary>
internal sealed class FirmBoards(Port port, Freshness freshness, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, FirmBoard> firms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<Standing>> lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Standing> standings = [];
    private readonly HashSet<string> disturbed = new(StringComparer.Ordinal);
    private DateOnly today;

    public void Apply(IEnumerable<BoardMovement> movements)
    {
        lock (gate)
        {
            BeginDay();
            foreach (var movement in movements)
            {
                // Without its papers nobody knows yet whose it is.
                var firm = movement.Operator is { } uscc ? Of(uscc) : null;
                Stand(movement, firm);
                firm?.Show(movement.ShowToFirm(), today);
            }
        }
    }

    public FirmSnapshot Snapshot(string firm)
    {
        lock (gate)
        {
            BeginDay();
            Renumber();
            return Of(firm).Snapshot();
        }
    }

    /// <summary>All that the firm may see now, oldest announcement first.</summary>
    public IReadOnlyList<FirmMovement> MovementsOf(string firm)
    {
        lock (gate)
        {
            BeginDay();
            Renumber();
            return firms.TryGetValue(firm, out var board)
                ? [.. board.Movements.OrderBy(movement => movement.MovementId)]
                : [];
        }
    }

    /// <summary>What has changed for each firm since its delta before, by the firm's USCC.</summary>
    public List<KeyValuePair<string, FirmDelta>> TakeDeltas()
    {
        lock (gate)
        {
            BeginDay();
            Renumber();
            List<KeyValuePair<string, FirmDelta>> deltas = [];
            foreach (var (firm, board) in firms)
            {
                if (board.TakeDelta() is { } delta)
                {
                    deltas.Add(new(firm, delta));
                }
            }

            return deltas;
        }
    }

    private FirmBoard Of(string firm)
    {
        if (!firms.TryGetValue(firm, out var board))
        {
            firms[firm] = board = new FirmBoard(port, new BoardClock(freshness, time));
        }

        return board;
    }

    private void BeginDay()
    {
        var now = port.BusinessDate(time.GetUtcNow());
        if (now == today)
        {
            return;
        }

        today = now;
        foreach (var board in firms.Values)
        {
            board.Forget(endedBefore: today);
        }
    }

    private void Stand(BoardMovement movement, FirmBoard? firm)
    {
        standings.TryGetValue(movement.Id, out var old);
        var now =
            movement.Stage.IsOnSite() && movement.Lane is { } lane
                ? new Standing(movement.Id, lane, movement.Rank, firm)
                : null;
        if (now == old)
        {
            return;
        }

        if (old is not null)
        {
            standings.Remove(old.Id);
            lanes[old.Lane].Remove(old);
            disturbed.Add(old.Lane);
        }

        if (now is not null)
        {
            standings.Add(now.Id, now);
            if (!lanes.TryGetValue(now.Lane, out var vehicles))
            {
                lanes[now.Lane] = vehicles = new SortedSet<Standing>(Standing.FirstInLaneFirst);
            }

            vehicles.Add(now);
            disturbed.Add(now.Lane);
        }
    }

    // One walk through the lanes in which something moved, however much did.
    private void Renumber()
    {
        foreach (var lane in disturbed)
        {
            var place = 0;
            foreach (var vehicle in lanes[lane])
            {
                place++;
                vehicle.Firm?.Place(vehicle.Id, place);
            }
        }

        disturbed.Clear();
    }

    /// <summary>A vehicle in its lane.</summary>
    private sealed record Standing(Guid Id, string Lane, long Rank, FirmBoard? Firm)
    {
        public static IComparer<Standing> FirstInLaneFirst { get; } =
            Comparer<Standing>.Create(
                (a, b) => a.Rank.CompareTo(b.Rank) is not 0 and var order ? order : a.Id.CompareTo(b.Id)
            );
    }
}

/// <summary>The movements of one firm at one port; <see cref="FirmBoards"/> lets one caller at a time in.</summary>
internal sealed class FirmBoard(Port port, BoardClock clock)
{
    private readonly Dictionary<Guid, FirmMovement> movements = [];
    private readonly HashSet<Guid> changed = [];
    private readonly HashSet<Guid> moved = [];
    private readonly int[] counts = new int[Enum.GetValues<Stage>().Length];

    public IReadOnlyCollection<FirmMovement> Movements => movements.Values;

    public void Show(FirmMovement movement, DateOnly today)
    {
        if (HasEnded(movement, before: today))
        {
            Remove(movement.MovementId);
            return;
        }

        movements.TryGetValue(movement.MovementId, out var old);
        movement = movement with { Position = movement.Stage.IsOnSite() ? old?.Position : null };
        if (movement != old)
        {
            Remove(movement.MovementId);
            movements.Add(movement.MovementId, movement);
            counts[(int)movement.Stage]++;
            changed.Add(movement.MovementId);
        }
    }

    public void Place(Guid id, int place)
    {
        if (movements.TryGetValue(id, out var movement) && movement.Position != place)
        {
            movements[id] = movement with { Position = place };
            moved.Add(id);
        }
    }

    public void Forget(DateOnly endedBefore)
    {
        foreach (var movement in movements.Values.Where(movement => HasEnded(movement, endedBefore)))
        {
            Remove(movement.MovementId);
        }
    }

    public FirmSnapshot Snapshot()
    {
        var now = clock.Now;
        return new FirmSnapshot
        {
            Port = port.Code,
            PortName = port.Name,
            TimeZone = port.TimeZone,
            UtcOffsetMinutes = (int)port.Zone.GetUtcOffset(now.AsOf).TotalMinutes,
            // What has gathered since is in here already, and comes once more with the next delta, which does no harm.
            Sequence = now.Sequence,
            AsOf = now.AsOf,
            StaleSince = now.StaleSince,
            Counts = Counts(),
            Movements =
            [
                // However far ahead a firm announces, the message stays of a size that can be sent.
                .. movements
                    .Values.Where(movement => movement.Stage is Stage.PreRegistered)
                    .OrderBy(movement => movement.ExpectedOn)
                    .ThenBy(movement => movement.MovementId)
                    .Take(Limits.Page),
                .. movements
                    .Values.Where(movement => movement.Stage is not Stage.PreRegistered)
                    .OrderBy(movement => movement.Stage)
                    .ThenBy(movement => movement.Since)
                    .ThenBy(movement => movement.MovementId),
            ],
        };
    }

    public FirmDelta? TakeDelta()
    {
        if (clock.Next(changed.Count > 0 || moved.Count > 0) is not { } now)
        {
            return null;
        }

        moved.ExceptWith(changed);
        var delta = new FirmDelta
        {
            Port = port.Code,
            Sequence = now.Sequence,
            AsOf = now.AsOf,
            StaleSince = now.StaleSince,
            Changed = [.. changed.Where(movements.ContainsKey).Select(id => movements[id])],
            Moved = [.. moved.Select(id => new LanePlace(id, movements[id].Position!.Value))],
            Gone = [.. changed.Where(id => !movements.ContainsKey(id))],
            Counts = Counts(),
        };
        changed.Clear();
        moved.Clear();
        return delta;
    }

    private void Remove(Guid id)
    {
        if (movements.Remove(id, out var movement))
        {
            counts[(int)movement.Stage]--;
            changed.Add(id);
        }
    }

    private bool HasEnded(FirmMovement movement, DateOnly before) =>
        movement.Stage > Stage.Cleared && port.BusinessDate(movement.Since) < before;

    private List<StageCount> Counts() =>
        [
            .. Enum.GetValues<Stage>()
                .Where(stage => counts[(int)stage] > 0)
                .Select(stage => new StageCount(stage, counts[(int)stage])),
        ];
}
