using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Delivery;

/// <summary>Delivers events within one process. Each consumer reads the journals from its own position.</summary>
internal sealed class EmbeddedDelivery<TDb>(
    ServiceName<TDb> name,
    IEnumerable<IJournalSubscription> subscriptions,
    IServiceProvider services
) : IEventDelivery<TDb>
    where TDb : ServiceDbContext
{
    public Task<long> DeliveredAsync(TDb db, CancellationToken cancellationToken) =>
        Task.FromResult(
            subscriptions
                .Select(subscription => subscription.PositionOf(name.Value))
                .OfType<long>()
                .DefaultIfEmpty(0)
                .Min()
        );

    public async Task<IReadOnlyDictionary<string, long>> ReplayPositionsAsync(
        DateTimeOffset? from,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, long> positions = new(StringComparer.Ordinal);
        foreach (var source in ServiceNames.SourcesOf(name.Value))
        {
            positions[source] = from is { } since
                ? await services.GetRequiredKeyedService<IJournalReader>(source).BeforeAsync(since, cancellationToken)
                : 0;
        }

        return positions;
    }

    public Task RequestReplayAsync(DateTimeOffset? from, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> TryRefillAsync(TDb db, long position, CancellationToken cancellationToken) =>
        Task.FromResult(false);

    public Task<bool> TrySendToInstancesAsync(
        IReadOnlyCollection<JournalBatch> batches,
        CancellationToken cancellationToken
    ) => Task.FromResult(true);
}
