using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Delivery;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Setup;
using ConfigurationException = PortTracker.ServiceCore.Configuration.ConfigurationException;

namespace PortTracker.Messaging;

/// <summary>Sends events between processes through RabbitMQ.</summary>
public sealed class RabbitMqTransport : IEventTransport
{
    private const string UrlKey = "RabbitMq:Url";

    private bool hasBus;

    public void AddSource<TDb>(PlatformBuilder platform, string service)
        where TDb : ServiceDbContext
    {
        var services = platform.Services;
        AddBus(platform);
        services.RegisterConsumer<ResendConsumer<TDb>, ResendConsumerDefinition<TDb>>();
        services.TryAddSingleton<UnreadableMessages<TDb>>();
        services.AddHostedService<JournalPublisher<TDb>>();
        services.AddHealthChecks().AddCheck<OutboxHealthCheck<TDb>>($"{service} outbox");
    }

    public void AddConsumer<TDb, TConsumer>(PlatformBuilder platform, string service, bool perInstance)
        where TDb : ServiceDbContext
        where TConsumer : class, IEventConsumer
    {
        var services = platform.Services;
        AddBus(platform);
        services.AddSingleton(provider => BrokerQueue<TDb>.Of(provider, service, perInstance));
        services.TryAddSingleton<UnreadableMessages<TDb>>();
        services.AddSingleton<GapDetector<TDb>>();
        services.AddSingleton<IEventDelivery<TDb>, BrokerDelivery<TDb>>();
        services.RegisterConsumer<
            JournalBatchConsumer<TDb, TConsumer>,
            JournalBatchConsumerDefinition<TDb, TConsumer>
        >();
        services.AddHostedService<ConsumerStart<TDb>>();
    }

    // A host without services that exchange events needs no broker.
    private void AddBus(PlatformBuilder platform)
    {
        if (hasBus)
        {
            return;
        }

        hasBus = true;
        var url = platform.Configuration[UrlKey];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("amqp" or "amqps"))
        {
            throw new ConfigurationException(
                $"{UrlKey} is missing or not valid. Set it to the broker's address, such as amqp://user:password@host:port/vhost."
            );
        }

        platform.Services.AddMassTransit(bus =>
        {
            // Otherwise MassTransit calls a server of its vendor at each start.
            bus.DisableUsageTelemetry();
            bus.ConfigureHealthCheckOptions(check =>
            {
                check.Name = "broker";
                // Gates and officers can work without the broker. Their events wait in the journals.
                check.MinimalFailureStatus = HealthStatus.Degraded;
            });
            bus.UsingRabbitMq(
                (context, rabbit) =>
                {
                    rabbit.Host(address);
                    BrokerTopology.Configure(rabbit);
                    rabbit.ConfigureEndpoints(context);
                }
            );
        });
    }
}
