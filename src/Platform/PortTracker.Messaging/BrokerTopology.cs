using MassTransit;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Journal;

namespace PortTracker.Messaging;

/// <summary>
/// The events exchange and the queues behind it. Every publisher declares all of them first, so that each consumer has a queue
/// before the first event, in whatever order the containers start.
/// </summary>
internal static class BrokerTopology
{
    public const string EventsExchangeType = RabbitMQ.Client.ExchangeType.Direct;

    /// <summary>How long the broker keeps the queue of a stopped instance. An instance that returns later requests the events it missed.</summary>
    public static TimeSpan InstanceQueueKept { get; } = TimeSpan.FromHours(1);

    public static void Configure(IRabbitMqBusFactoryConfigurator bus)
    {
        bus.Message<JournalBatchMessage>(message => message.SetEntityName(BrokerNames.Events));
        bus.Publish<JournalBatchMessage>(events =>
        {
            events.ExchangeType = EventsExchangeType;
            // The boards' queues belong to their instances.
            foreach (var consumer in ServiceNames.All.Where(service => service != ServiceNames.Board))
            {
                foreach (var source in ServiceNames.SourcesOf(consumer))
                {
                    var queue = BrokerNames.QueueOf(consumer);
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
