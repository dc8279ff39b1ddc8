using MassTransit;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Messaging;

/// <summary>The endpoint for requests to resend a service's journal.</summary>
internal sealed class ResendConsumerDefinition<TDb> : ConsumerDefinition<ResendConsumer<TDb>>
    where TDb : ServiceDbContext
{
    private readonly UnreadableMessages<TDb> unreadable;
    private readonly IDatabaseDialect dialect;

    public ResendConsumerDefinition(ServiceName<TDb> name, UnreadableMessages<TDb> unreadable, IDatabaseDialect dialect)
    {
        (this.unreadable, this.dialect) = (unreadable, dialect);
        EndpointName = BrokerNames.ResendQueueOf(name.Value);
        ConcurrentMessageLimit = 1;
        Endpoint(endpoint => endpoint.PrefetchCount = 1);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<ResendConsumer<TDb>> consumerConfigurator,
        IRegistrationContext context
    )
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        unreadable.ReceiveFrom(endpointConfigurator);
        endpointConfigurator.RetryWhileUnavailable(dialect);
        if (endpointConfigurator is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            rabbit.SetQuorumQueue();
        }
    }
}
