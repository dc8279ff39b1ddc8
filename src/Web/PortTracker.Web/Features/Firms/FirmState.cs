using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Firms;

/// <summary>A firm's movements at a port, as its page knows them.</summary>
public sealed class FirmState : SequencedState<FirmSnapshot, FirmDelta>
{
    private readonly Dictionary<Guid, FirmMovement> movements = [];
    private readonly Dictionary<Stage, int> counts = [];

    /// <summary>Name of the port.</summary>
    public string PortName { get; private set; } = "";

    /// <summary>The port's offset from UTC.</summary>
    public TimeSpan UtcOffset { get; private set; }

    /// <summary>Increases whenever a movement changes.</summary>
    public long Version { get; private set; }

    /// <summary>The movements, in no order.</summary>
    public IReadOnlyCollection<FirmMovement> Movements => movements.Values;

    /// <summary>How many movements are announced but not listed.</summary>
    public int NotListed => Math.Max(0, counts.Values.Sum() - movements.Count);

    /// <summary>The firm's movements in a stage, as counted by the server.</summary>
    public int Count(Stage stage) => counts.GetValueOrDefault(stage);

    /// <inheritdoc />
    protected override StateHeader HeaderOf(FirmSnapshot snapshot) =>
        new(snapshot.Port, snapshot.Sequence, snapshot.AsOf, snapshot.StaleSince);

    /// <inheritdoc />
    protected override StateHeader HeaderOf(FirmDelta delta) =>
        new(delta.Port, delta.Sequence, delta.AsOf, delta.StaleSince);

    /// <inheritdoc />
    protected override void Load(FirmSnapshot snapshot)
    {
        (PortName, UtcOffset) = (snapshot.PortName, TimeSpan.FromMinutes(snapshot.UtcOffsetMinutes));
        Version++;
        movements.Clear();
        Put(snapshot.Movements);
        TakeCounts(snapshot.Counts);
    }

    /// <inheritdoc />
    protected override void Change(FirmDelta delta)
    {
        if (delta is not { Changed: [], Gone: [], Moved: [] })
        {
            Version++;
        }

        foreach (var id in delta.Gone)
        {
            movements.Remove(id);
        }

        Put(delta.Changed);
        foreach (var (id, position) in delta.Moved)
        {
            if (movements.TryGetValue(id, out var movement))
            {
                movements[id] = movement with { Position = position };
            }
        }

        TakeCounts(delta.Counts);
    }

    private void Put(IEnumerable<FirmMovement> changed)
    {
        foreach (var movement in changed)
        {
            movements[movement.MovementId] = movement;
        }
    }

    private void TakeCounts(IReadOnlyList<StageCount> stageCounts)
    {
        counts.Clear();
        foreach (var (stage, vehicles) in stageCounts)
        {
            counts[stage] = vehicles;
        }
    }
}
