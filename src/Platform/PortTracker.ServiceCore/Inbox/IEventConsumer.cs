using PortTracker.Contracts.Events;

namespace PortTracker.ServiceCore.Inbox;

/// <summary>
/// Applies the events of other services, in batches, within a transaction of the service. Events can arrive repeatedly and in any
/// order, and must lead to the same state.
/// </summary>
public interface IEventConsumer
{
    Task ApplyAsync(IReadOnlyList<PortEvent> events, CancellationToken cancellationToken);
}
