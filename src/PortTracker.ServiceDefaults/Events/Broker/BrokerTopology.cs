using MassTransit;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// The exchange of events and the queues behind it. Whoever publishes declares them all first, so that nothing is sent before
/// those who are to hear it have a queue, in whatever order the containers start.
/// </summary>
internal static class BrokerTopology
{
    public const string EventsExchangeType = RabbitMQ.Client.ExchangeType.Direct;

    /// <summary>How long the queue of an instance that is gone is kept; one that comes later asks for what it has missed.</summary>
    public static TimeSpan InstanceQueueKept { get; } = TimeSpan.FromHours(1);

    public static void Configure(IRabbitMqBusFactoryConfigurator bus)
    {
        bus.Message<JournalSegment>(message => message.SetEntityName(BrokerNames.Events));
        bus.Publish<JournalSegment>(events =>
        {
            events.ExchangeType = EventsExchangeType;
            // The boards' queues belong to their instances.
            foreach (var listener in ServiceNames.All.Where(service => service != ServiceNames.Board))
            {
                foreach (var source in ServiceNames.SourcesOf(listener))
                {
                    var queue = BrokerNames.QueueOf(listener);
                    events.BindQueue(
                        queue,
                        queue,
                        binding =>
                        {
                            binding.SetQueueArgument("x-queue-type", "quorum");
                            binding.RoutingKey = source;
                        }
                    );
                }
            }
        });
    }
}
