using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.QueueBoard.Board;

/// <summary>
/// The movements that each firm sees at one port. The lanes hold the vehicles of all firms, to compute positions; nothing else about
/// one firm's vehicle reaches another firm.
/// </summary>
internal sealed class FirmBoards(Port port, SourceLiveness liveness, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, FirmBoard> firms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<PlaceInLane>> lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, PlaceInLane> places = [];
    private readonly HashSet<string> changedLanes = new(StringComparer.Ordinal);
    private DateOnly today;

    public void Apply(IEnumerable<BoardMovement> movements)
    {
        lock (gate)
        {
            BeginDay();
            foreach (var movement in movements)
            {
                // The firm is unknown until the entry service's event arrives.
                var firm = movement.Operator is { } uscc ? Of(uscc) : null;
                SetPlace(movement, firm);
                firm?.Set(movement.ToFirmMovement(), today);
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

    /// <summary>All movements of the firm, oldest announcement first.</summary>
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

    /// <summary>The changes since each firm's previous delta, by USCC.</summary>
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
            firms[firm] = board = new FirmBoard(port, new BoardSequencer(liveness, time));
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
            board.RemoveEndedBefore(today);
        }
    }

    private void SetPlace(BoardMovement movement, FirmBoard? firm)
    {
        places.TryGetValue(movement.Id, out var old);
        var now =
            movement.Stage.IsOnSite() && movement.Lane is { } lane
                ? new PlaceInLane(movement.Id, lane, movement.Rank, firm)
                : null;
        if (now == old)
        {
            return;
        }

        if (old is not null)
        {
            places.Remove(old.Id);
            lanes[old.Lane].Remove(old);
            changedLanes.Add(old.Lane);
        }

        if (now is not null)
        {
            places.Add(now.Id, now);
            if (!lanes.TryGetValue(now.Lane, out var vehicles))
            {
                lanes[now.Lane] = vehicles = new SortedSet<PlaceInLane>(PlaceInLane.FirstInLaneFirst);
            }

            vehicles.Add(now);
            changedLanes.Add(now.Lane);
        }
    }

    // Walks once through each lane with changes, however many there are.
    private void Renumber()
    {
        foreach (var lane in changedLanes)
        {
            var place = 0;
            foreach (var vehicle in lanes[lane])
            {
                place++;
                vehicle.Firm?.Place(vehicle.Id, place);
            }
        }

        changedLanes.Clear();
    }

    /// <summary>A vehicle in its lane.</summary>
    private sealed record PlaceInLane(Guid Id, string Lane, long Rank, FirmBoard? Firm)
    {
        public static IComparer<PlaceInLane> FirstInLaneFirst { get; } =
            Comparer<PlaceInLane>.Create(
                (a, b) => a.Rank.CompareTo(b.Rank) is not 0 and var order ? order : a.Id.CompareTo(b.Id)
            );
    }
}
