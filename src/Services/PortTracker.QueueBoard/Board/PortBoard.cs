using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.QueueBoard.Board;

/// <summary>
/// The board of one port. Changes accumulate until <see cref="TakeDelta"/> makes one numbered delta of them, so that watchers get
/// few messages however many events arrive.
/// </summary>
internal sealed class PortBoard(Port port, SourceLiveness liveness, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly BoardSequencer clock = new(liveness, time);
    private readonly Dictionary<Guid, BoardVehicle> vehicles = [];
    private readonly DailyCounters days = new(port);
    private readonly HashSet<Guid> changed = [];
    private readonly int[] counts = new int[Enum.GetValues<Stage>().Length];
    private BoardSnapshot? snapshot;
    private DateOnly today;

    public Port Port => port;

    /// <summary>The movements of each firm.</summary>
    public FirmBoards Firms { get; } = new(port, liveness, time);

    public void Apply(IReadOnlyCollection<BoardMovement> movements)
    {
        Firms.Apply(movements);
        lock (gate)
        {
            snapshot = null;
            foreach (var movement in movements)
            {
                Set(movement.Id, movement.ToBoardVehicle());
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
            // Anyone may ask at any rate, so the list is rebuilt only after a change.
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

    private BoardSnapshot Build(BoardStateHeader now, BoardDay day) =>
        new()
        {
            Port = port.Code,
            PortName = port.Name,
            TimeZone = port.TimeZone,
            UtcOffsetMinutes = (int)port.Zone.GetUtcOffset(now.AsOf).TotalMinutes,
            // Pending changes are already included. The next delta repeats them, which is harmless.
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

    /// <summary>The changes since the previous delta, or an empty delta as a heartbeat; null if neither is due.</summary>
    public BoardDelta? TakeDelta()
    {
        lock (gate)
        {
            if (clock.Next(changed.Count > 0) is not { } now)
            {
                return null;
            }

            RemoveOldDays(port.BusinessDate(now.AsOf));
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

    // Once a day. Only today and yesterday are shown.
    private void RemoveOldDays(DateOnly now)
    {
        if (now != today)
        {
            today = now;
            days.RemoveBefore(now.AddDays(-2), vehicles.ContainsKey);
        }
    }

    private void Set(Guid id, BoardVehicle? vehicle)
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

    // A vehicle may be in a lane that was removed from the configuration.
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
