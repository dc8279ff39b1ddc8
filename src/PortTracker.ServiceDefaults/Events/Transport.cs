using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace PortTracker.ServiceDefaults;

/// <summary>How events get from service to service: within this process, or through RabbitMQ.</summary>
public static class Transport
{
    private const string Key = "Transport";
    private const string UrlKey = "RabbitMq:Url";

    /// <summary>Lets others hear the events that a service records.</summary>
    public static IServiceCollection AddEventSource<TDb>(this IServiceCollection services, string service)
        where TDb : ServiceDbContext =>
        services.AddSingleton(
            new BrokerPart(
                bus => bus.AddConsumer<ResendConsumer<TDb>, ResendConsumerDefinition<TDb>>(),
                parts =>
                {
                    parts.AddHostedService<Dispatcher<TDb>>();
                    parts.AddHealthChecks().AddCheck<OutboxCheck<TDb>>($"{service} outbox");
                }
            )
        );

    /// <summary>Lets a consumer take in the events to which its service listens.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="isOfInstance">Every instance must hear everything, as each has a picture of its own in memory.</param>
    public static IServiceCollection AddEventConsumer<TDb, TConsumer>(
        this IServiceCollection services,
        bool isOfInstance = false
    )
        where TDb : ServiceDbContext
        where TConsumer : class, IEventConsumer
    {
        services.AddScoped<TConsumer>();
        services.AddScoped(provider => new SecondTry<TDb>(
            provider.GetRequiredService<TDb>(),
            provider.GetRequiredService<TConsumer>(),
            provider.GetRequiredService<ServiceName<TDb>>()
        ));
        services.AddSingleton<EventIntake<TDb, TConsumer>>();
        services.AddSingleton<EventFeed<TDb, TConsumer>>();
        services.AddSingleton(provider =>
        {
            var service = provider.GetRequiredService<ServiceName<TDb>>().Value;
            return new BrokerQueue<TDb>(
                isOfInstance
                    ? BrokerNames.QueueOf(service, provider.GetRequiredService<Instance>().Name)
                    : BrokerNames.QueueOf(service),
                isOfInstance
            );
        });
        services.AddSingleton<GapWatch<TDb>>();
        services.AddSingleton<Instances<TDb>>();
        services.AddSingleton<EmbeddedPart>(
            new EmbeddedPart(parts =>
            {
                parts.AddSingleton<ISubscription>(provider => provider.GetRequiredService<EventFeed<TDb, TConsumer>>());
                parts.AddHostedService(provider => provider.GetRequiredService<EventFeed<TDb, TConsumer>>());
            })
        );
        services.AddSingleton(
            new BrokerPart(
                bus => bus.AddConsumer<SegmentConsumer<TDb, TConsumer>, SegmentConsumerDefinition<TDb, TConsumer>>(),
                parts => parts.AddHostedService<Expectation<TDb>>()
            )
        );
        return services;
    }

    /// <summary>Connects the services that were added before, as the configuration says.</summary>
    public static IHostApplicationBuilder AddTransport(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        if (!builder.Configuration.UsesBroker())
        {
            services.PartsOf<EmbeddedPart>().ForEach(part => part.Add(services));
            return builder;
        }

        var url = builder.Configuration[UrlKey];
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("amqp" or "amqps"))
        {
            throw new ConfigurationException($"{UrlKey}: give the broker as amqp://user:password@host:port/vhost.");
        }

        var broker = services.PartsOf<BrokerPart>();
        services.AddMassTransit(bus =>
        {
            bus.ConfigureHealthCheckOptions(check =>
            {
                check.Name = "broker";
                // Gates and officers go on working without it; what they do waits in the journals.
                check.MinimalFailureStatus = HealthStatus.Degraded;
            });
            broker.ForEach(part => part.AddConsumers(bus));
            bus.UsingRabbitMq(
                (context, rabbit) =>
                {
                    rabbit.Host(address);
                    BrokerTopology.Configure(rabbit);
                    rabbit.ConfigureEndpoints(context);
                }
            );
        });
        broker.ForEach(part => part.AddServices(services));
        return builder;
    }

    public static bool UsesBroker(this IConfiguration configuration) =>
        configuration[Key] switch
        {
            null or "" => false,
            var transport when transport.Equals("Embedded", StringComparison.OrdinalIgnoreCase) => false,
            var transport when transport.Equals("RabbitMq", StringComparison.OrdinalIgnoreCase) => true,
            var transport => throw new ConfigurationException(
                $"{Key}: '{transport}' is not known; it is Embedded or RabbitMq."
            ),
        };

    private static List<T> PartsOf<T>(this IServiceCollection services) =>
        [.. services.Select(service => service.ImplementationInstance).OfType<T>()];

    /// <summary>What a service needs when events go through the broker.</summary>
    private sealed record BrokerPart(
        Action<IBusRegistrationConfigurator> AddConsumers,
        Action<IServiceCollection> AddServices
    );

    /// <summary>What a service needs when events stay in the process.</summary>
    private sealed record EmbeddedPart(Action<IServiceCollection> Add);

    /// <summary>From the start on, silence counts.</summary>
    private sealed class Expectation<TDb>(Freshness freshness, ServiceName<TDb> name) : IHostedService
        where TDb : ServiceDbContext
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            freshness.Expect(ServiceNames.SourcesOf(name.Value));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>The configuration cannot be served; its message says what to change.</summary>
public sealed class ConfigurationException(string message) : Exception(message);
