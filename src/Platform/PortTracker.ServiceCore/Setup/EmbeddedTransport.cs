using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Delivery;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.ServiceCore.Setup;

/// <summary>Keeps events in the process: each consumer reads the journals directly.</summary>
public sealed class EmbeddedTransport : IEventTransport
{
    public void AddSource<TDb>(PlatformBuilder platform, string service)
        where TDb : ServiceDbContext
    {
        // Consumers read the journal directly.
    }

    public void AddConsumer<TDb, TConsumer>(PlatformBuilder platform, string service, bool perInstance)
        where TDb : ServiceDbContext
        where TConsumer : class, IEventConsumer
    {
        var services = platform.Services;
        services.AddSingleton<IEventDelivery<TDb>, EmbeddedDelivery<TDb>>();
        services.AddSingleton<EventFeed<TDb, TConsumer>>();
        services.AddSingleton<IJournalSubscription>(provider =>
            provider.GetRequiredService<EventFeed<TDb, TConsumer>>()
        );
        services.AddHostedService(provider => provider.GetRequiredService<EventFeed<TDb, TConsumer>>());
    }
}
