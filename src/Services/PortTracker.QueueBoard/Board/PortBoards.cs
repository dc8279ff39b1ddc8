using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.QueueBoard.Board;

/// <summary>The boards of all ports, in memory.</summary>
internal sealed class PortBoards(PortCatalog ports, SourceLiveness liveness, TimeProvider time)
{
    private readonly Dictionary<string, PortBoard> boards = ports.All.ToDictionary(
        port => port.Code,
        port => new PortBoard(port, liveness, time),
        StringComparer.OrdinalIgnoreCase
    );

    public IReadOnlyCollection<PortBoard> All => boards.Values;

    public PortBoard this[Port port] => boards[port.Code];

    /// <summary>Applies what was committed.</summary>
    /// <param name="movements">The movements as they are now.</param>
    public void Apply(IEnumerable<BoardMovement> movements)
    {
        foreach (var port in movements.GroupBy(movement => movement.Port, StringComparer.OrdinalIgnoreCase))
        {
            // A port that was removed from the configuration has no board; its movements stay in the store.
            boards.GetValueOrDefault(port.Key)?.Apply([.. port]);
        }
    }
}
