using PortTracker.Contracts;
using PortTracker.Web.Board;

namespace PortTracker.Web.Firms;

/// <summary>A firm's movements at a port as its page knows them: fed with snapshots and deltas.</summary>
public sealed class FirmState : ILiveState<FirmSnapshot, FirmDelta>
{
    // Four a second: more than this is a snapshot that does not come, and the next one brings it all anyway.
    private const int MostWaiting = 64;

    private readonly Dictionary<Guid, FirmMovement> movements = [];
    private readonly SortedDictionary<long, FirmDelta> waiting = [];
    private readonly Dictionary<Stage, int> counts = [];
    private FirmSnapshot? snapshot;
    private bool needsSnapshot = true;

    /// <summary>Whether there is anything to show.</summary>
    public bool HasData => snapshot is not null;

    /// <summary>Name of the port.</summary>
    public string PortName => snapshot?.PortName ?? "";

    /// <summary>The port's offset from UTC.</summary>
    public TimeSpan UtcOffset => TimeSpan.FromMinutes(snapshot?.UtcOffsetMinutes ?? 0);

    /// <summary>Number of the state.</summary>
    public long Sequence { get; private set; }

    /// <summary>Grows whenever a movement has changed.</summary>
    public long Version { get; private set; }

    /// <summary>The moment for which it holds (UTC).</summary>
    public DateTimeOffset AsOf { get; private set; }

    /// <summary>Since when the server's own news may be old (UTC); null when they are not.</summary>
    public DateTimeOffset? StaleSince { get; private set; }

    /// <summary>The movements, in no order.</summary>
    public IReadOnlyCollection<FirmMovement> Movements => movements.Values;

    /// <summary>The firm's movements in a stage, as counted by the server.</summary>
    public int Count(Stage stage) => counts.GetValueOrDefault(stage);

    /// <summary>How many are announced beyond those that are listed.</summary>
    public int NotListed => Math.Max(0, counts.Values.Sum() - movements.Count);

    /// <inheritdoc />
    public bool Apply(FirmSnapshot next)
    {
        snapshot = next;
        needsSnapshot = false;
        Version++;
        movements.Clear();
        foreach (var movement in next.Movements)
        {
            movements[movement.MovementId] = movement;
        }

        Take(next.Sequence, next.AsOf, next.StaleSince, next.Counts);
        var early = waiting.Values.ToList();
        waiting.Clear();
        foreach (var delta in early)
        {
            Apply(delta);
        }

        return !needsSnapshot;
    }

    /// <inheritdoc />
    public bool Apply(FirmDelta delta)
    {
        if (!needsSnapshot && (delta.Port != snapshot?.Port || delta.Sequence <= Sequence))
        {
            // Older than what is known.
            return true;
        }

        if (needsSnapshot || delta.Sequence != Sequence + 1)
        {
            needsSnapshot = true;
            KeepForLater(delta);
            return false;
        }

        if (delta is not { Changed: [], Gone: [], Moved: [] })
        {
            Version++;
        }

        foreach (var id in delta.Gone)
        {
            movements.Remove(id);
        }

        foreach (var movement in delta.Changed)
        {
            movements[movement.MovementId] = movement;
        }

        foreach (var (id, position) in delta.Moved)
        {
            if (movements.TryGetValue(id, out var movement))
            {
                movements[id] = movement with { Position = position };
            }
        }

        Take(delta.Sequence, delta.AsOf, delta.StaleSince, delta.Counts);
        return true;
    }

    /// <summary>The connection is gone: what it sent early belongs to no snapshot to come, and a new server counts anew.</summary>
    public void Disconnected()
    {
        needsSnapshot = true;
        waiting.Clear();
    }

    private void KeepForLater(FirmDelta delta)
    {
        waiting[delta.Sequence] = delta;
        if (waiting.Count > MostWaiting)
        {
            waiting.Remove(waiting.Keys.First());
        }
    }

    private void Take(
        long sequence,
        DateTimeOffset asOf,
        DateTimeOffset? staleSince,
        IReadOnlyList<StageCount> stageCounts
    )
    {
        (Sequence, AsOf, StaleSince) = (sequence, asOf, staleSince);
        counts.Clear();
        foreach (var (stage, vehicles) in stageCounts)
        {
            counts[stage] = vehicles;
        }
    }
}
