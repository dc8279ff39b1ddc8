using MassTransit;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Messaging;

/// <summary>The endpoint for batches: its queue, its bindings and its limits.</summary>
internal sealed class JournalBatchConsumerDefinition<TDb, TConsumer>
    : ConsumerDefinition<JournalBatchConsumer<TDb, TConsumer>>
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    private readonly BrokerQueue<TDb> queue;
    private readonly ServiceName<TDb> name;
    private readonly UnreadableMessages<TDb> unreadable;
    private readonly IDatabaseDialect dialect;

    public JournalBatchConsumerDefinition(
        BrokerQueue<TDb> queue,
        ServiceName<TDb> name,
        UnreadableMessages<TDb> unreadable,
        IDatabaseDialect dialect
    )
    {
        (this.queue, this.name, this.unreadable, this.dialect) = (queue, name, unreadable, dialect);
        EndpointName = queue.Name;
        // A service has one writer, and a message contains up to a few hundred events, so a small prefetch is enough.
        ConcurrentMessageLimit = 1;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<JournalBatchConsumer<TDb, TConsumer>> consumerConfigurator,
        IRegistrationContext context
    )
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        unreadable.ReceiveFrom(endpointConfigurator);
        endpointConfigurator.RetryWhileUnavailable(dialect);
        if (endpointConfigurator is not IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            return;
        }

        rabbit.SetQuorumQueue();
        if (queue.IsPerInstance)
        {
            rabbit.QueueExpiration = BrokerTopology.InstanceQueueKept;
            rabbit.Bind(BrokerNames.QueueOf(name.Value));
        }

        foreach (var source in ServiceNames.SourcesOf(name.Value))
        {
            rabbit.Bind(
                BrokerNames.Events,
                exchange =>
                {
                    exchange.ExchangeType = BrokerTopology.EventsExchangeType;
                    exchange.RoutingKey = source;
                }
            );
        }
    }
}
