using MassTransit;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// The exchange of events. The queues behind it are declared by those who read them and by nobody else: while one connection makes
/// a quorum queue, another that takes it for ready crashes on it. What is sent before a service has a queue, it asks for.
/// </summary>
internal static class BrokerTopology
{
    public const string EventsExchangeType = RabbitMQ.Client.ExchangeType.Direct;

    /// <summary>How long the queue of an instance that is gone is kept; one that comes later asks for what it has missed.</summary>
    public static TimeSpan InstanceQueueKept { get; } = TimeSpan.FromHours(1);

    public static void Configure(IRabbitMqBusFactoryConfigurator bus)
    {
        bus.Message<JournalSegment>(message => message.SetEntityName(BrokerNames.Events));
        bus.Publish<JournalSegment>(events => events.ExchangeType = EventsExchangeType);
    }
}
