using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.QueueBoard.Board;

/// <summary>The movements of one firm at one port. Not thread-safe: <see cref="FirmBoards"/> holds the lock.</summary>
internal sealed class FirmBoard(Port port, BoardSequencer clock)
{
    private readonly Dictionary<Guid, FirmMovement> movements = [];
    private readonly HashSet<Guid> changed = [];
    private readonly HashSet<Guid> moved = [];
    private readonly int[] counts = new int[Enum.GetValues<Stage>().Length];

    public IReadOnlyCollection<FirmMovement> Movements => movements.Values;

    public void Set(FirmMovement movement, DateOnly today)
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

    public void RemoveEndedBefore(DateOnly day)
    {
        foreach (var movement in movements.Values.Where(movement => HasEnded(movement, day)))
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
            // Pending changes are already included. The next delta repeats them, which is harmless.
            Sequence = now.Sequence,
            AsOf = now.AsOf,
            StaleSince = now.StaleSince,
            Counts = Counts(),
            Movements =
            [
                // Limits the size of the message, however many vehicles a firm announces.
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
