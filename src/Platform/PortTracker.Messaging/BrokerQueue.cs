using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Configuration;

namespace PortTracker.Messaging;

/// <summary>The queue that a service consumes events from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsPerInstance">Whether each instance has its own queue and receives every event. Otherwise the instances share one queue.</param>
internal sealed record BrokerQueue<TDb>(string Name, bool IsPerInstance)
{
    public static BrokerQueue<TDb> Of(IServiceProvider services, string service, bool perInstance) =>
        new(
            perInstance
                ? BrokerNames.QueueOf(service, services.GetRequiredService<InstanceName>().Name)
                : BrokerNames.QueueOf(service),
            perInstance
        );
}
