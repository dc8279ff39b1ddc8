using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Delivery;

/// <summary>Delivers a service's events to the other services, and replays their events to it.</summary>
internal interface IEventDelivery<in TDb>
    where TDb : ServiceDbContext
{
    /// <summary>The position in the service's journal that every consumer has passed.</summary>
    Task<long> DeliveredAsync(TDb db, CancellationToken cancellationToken);

    /// <summary>The positions where a replay starts in the journals of the other services. Contains only those that the service must go back to.</summary>
    /// <param name="from">The recording time of the first event to replay; null for all events.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    Task<IReadOnlyDictionary<string, long>> ReplayPositionsAsync(
        DateTimeOffset? from,
        CancellationToken cancellationToken
    );

    /// <summary>Requests the events of the other services again, after the service has gone back to the positions.</summary>
    Task RequestReplayAsync(DateTimeOffset? from, CancellationToken cancellationToken);

    /// <summary>Sets the service's outbox back, so that its events are published again.</summary>
    /// <returns>False if there is no broker.</returns>
    Task<bool> TryRefillAsync(TDb db, long position, CancellationToken cancellationToken);

    /// <summary>Sends batches to every instance of this service, if each keeps its own state in memory.</summary>
    /// <returns>False if the instances cannot be reached.</returns>
    Task<bool> TrySendToInstancesAsync(IReadOnlyCollection<JournalBatch> batches, CancellationToken cancellationToken);
}
