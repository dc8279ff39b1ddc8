using MassTransit;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Delivery;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

/// <summary>Delivers events through the broker. The outbox records what was sent, and a replay asks the other services to resend.</summary>
internal sealed class BrokerDelivery<TDb>(
    IBus bus,
    BrokerQueue<TDb> queue,
    ServiceName<TDb> name,
    ServiceTransaction<TDb> transaction,
    JournalSignals signals
) : IEventDelivery<TDb>
    where TDb : ServiceDbContext
{
    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(10);

    public Task<long> DeliveredAsync(TDb db, CancellationToken cancellationToken) =>
        db.Outbox.Select(outbox => outbox.Position).SingleAsync(cancellationToken);

    // A partial replay keeps the position: applying an event again never overwrites newer state.
    public Task<IReadOnlyDictionary<string, long>> ReplayPositionsAsync(
        DateTimeOffset? from,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(
            from is null
                ? ServiceNames.SourcesOf(name.Value).ToDictionary(source => source, _ => 0L, StringComparer.Ordinal)
                : new Dictionary<string, long>(StringComparer.Ordinal)
        );

    public Task RequestReplayAsync(DateTimeOffset? from, CancellationToken cancellationToken)
    {
        // Send to the service, not to one instance: every instance that keeps its own state needs the events.
        var target = BrokerNames.QueueOf(name.Value);
        return Task.WhenAll(
            ServiceNames.SourcesOf(name.Value).Select(source => RequestAsync(source, target, from, cancellationToken))
        );
    }

    public async Task<bool> TryRefillAsync(TDb db, long position, CancellationToken cancellationToken)
    {
        await transaction.RunAsync(
            db,
            async () =>
            {
                await db
                    .Outbox.Where(outbox => outbox.Position > position)
                    .ExecuteUpdateAsync(outbox => outbox.SetProperty(o => o.Position, position), cancellationToken);
                return true;
            },
            cancellationToken
        );
        signals.Notify(name.Value);
        return true;
    }

    public async Task<bool> TrySendToInstancesAsync(
        IReadOnlyCollection<JournalBatch> batches,
        CancellationToken cancellationToken
    )
    {
        if (batches.Count is 0 || !queue.IsPerInstance)
        {
            return true;
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(SendTimeout);
        try
        {
            var allInstances = await bus.GetSendEndpoint(BrokerNames.AddressOf(BrokerNames.QueueOf(name.Value)));
            await Task.WhenAll(
                batches.Select(batch => allInstances.Send(JournalBatchMessage.Of(batch), timeout.Token))
            );
            return true;
        }
        catch (Exception e)
            when (e is MassTransitException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task RequestAsync(
        string source,
        string target,
        DateTimeOffset? from,
        CancellationToken cancellationToken
    )
    {
        var endpoint = await bus.GetSendEndpoint(BrokerNames.AddressOf(BrokerNames.ResendQueueOf(source)));
        await endpoint.Send(
            new ResendRequest
            {
                Queue = target,
                After = 0,
                Since = from,
            },
            cancellationToken
        );
    }
}
