using MassTransit;
using Microsoft.Extensions.Logging;

namespace PortTracker.ServiceDefaults;

/// <summary>Takes in what comes from the broker, as the feed does within one process.</summary>
internal sealed partial class SegmentConsumer<TDb, TConsumer>(
    TDb db,
    EventIntake<TDb, TConsumer> intake,
    GapWatch<TDb> gaps,
    OwnProgress<TDb> own,
    Freshness freshness,
    ServiceName<TDb> name,
    ILogger<SegmentConsumer<TDb, TConsumer>> logger
) : IConsumer<JournalSegment>
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public async Task Consume(ConsumeContext<JournalSegment> context)
    {
        var segment = context.Message;
        freshness.Heard(segment.Source);
        if (segment.Events.Count > 0)
        {
            await TakeInAsync(segment.ToSegment(), context.CancellationToken);
        }

        await gaps.LookAsync(db, segment, context, context.CancellationToken);
    }

    private async Task TakeInAsync(Segment segment, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await intake.TakeInAsync([segment], cancellationToken);
                own.Of(segment.Source).Take(segment.After, segment.Last);
                return;
            }
            catch (Exception e) when (StoreErrors.IsOfTheStore(e) && !cancellationToken.IsCancellationRequested)
            {
                // The disk or the database, not the events: they wait here, and others behind them in the queue.
                LogUnavailable(e, name.Value);
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Service} cannot reach its database; its events wait")]
    private partial void LogUnavailable(Exception e, string service);
}

/// <summary>The endpoint: its queue, what it is bound to, and how much it takes at once.</summary>
internal sealed class SegmentConsumerDefinition<TDb, TConsumer> : ConsumerDefinition<SegmentConsumer<TDb, TConsumer>>
    where TDb : ServiceDbContext
    where TConsumer : class, IEventConsumer
{
    private readonly BrokerQueue<TDb> queue;
    private readonly ServiceName<TDb> name;
    private readonly UnreadableMessages<TDb> unreadable;

    public SegmentConsumerDefinition(BrokerQueue<TDb> queue, ServiceName<TDb> name, UnreadableMessages<TDb> unreadable)
    {
        (this.queue, this.name, this.unreadable) = (queue, name, unreadable);
        EndpointName = queue.Name;
        // A service has one writer; a message holds up to some hundred events, so few need be at hand.
        ConcurrentMessageLimit = 1;
        Endpoint(endpoint => endpoint.PrefetchCount = 8);
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator,
        IConsumerConfigurator<SegmentConsumer<TDb, TConsumer>> consumerConfigurator,
        IRegistrationContext context
    )
    {
        endpointConfigurator.ConfigureConsumeTopology = false;
        endpointConfigurator.SetAsideWith(unreadable);
        if (endpointConfigurator is not IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            return;
        }

        rabbit.SetQuorumQueue();
        if (queue.IsOfInstance)
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
