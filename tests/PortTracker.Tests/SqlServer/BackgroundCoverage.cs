using System.Text;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Messaging;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Inbox;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Retention;
using PortTracker.ServiceHosting.Replay;

namespace PortTracker.Tests.SqlServer;

/// <summary>What happens without a request: the ends of journals, the bridge to a broker, and retention.</summary>
internal static class BackgroundCoverage
{
    /// <summary>Runs the background work of a service as if it had a broker.</summary>
    public static async Task RunBackgroundWorkAsync<TDb>(PortHost port)
        where TDb : ServiceDbContext
    {
        var services = port.Services;
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var transaction = services.GetRequiredService<ServiceTransaction<TDb>>();
        var name = services.GetRequiredService<ServiceName<TDb>>();
        var signals = services.GetRequiredService<JournalSignals>();
        var bus = Substitute.For<IBusControl>();
        bus.CheckHealth().Returns(BusHealthResult.Healthy("", new Dictionary<string, EndpointHealthResult>()));
        var queue = new BrokerQueue<TDb>("q", IsPerInstance: false);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();

        await services.GetRequiredService<DatabaseHealthCheck<TDb>>().CheckHealthAsync(new());
        await new GapDetector<TDb>(
            name,
            queue,
            services.GetRequiredService<InstanceProgress<TDb>>(),
            port.Time,
            NullLogger<GapDetector<TDb>>.Instance
        ).CheckAsync(
            db,
            new JournalBatchMessage
            {
                Source = ServiceNames.Sources[0],
                After = 0,
                Last = long.MaxValue,
            },
            Substitute.For<ISendEndpointProvider>(),
            CancellationToken.None
        );
        if (!db.RecordsEvents)
        {
            return;
        }

        await new OutboxHealthCheck<TDb>(db, port.Time).CheckHealthAsync(new());
        var delivery = new BrokerDelivery<TDb>(bus, queue, name, transaction, signals);
        await delivery.DeliveredAsync(db, CancellationToken.None);
        foreach (var from in (DateTimeOffset?[])[null, port.Time.GetUtcNow()])
        {
            await StartRefill<TDb>.HandleAsync(
                new ReplayRequest { From = from },
                db,
                name,
                delivery,
                CancellationToken.None
            );
        }

        foreach (var since in (DateTimeOffset?[])[null, port.Time.Start])
        {
            var request = new ResendRequest
            {
                Queue = "q",
                After = 0,
                Since = since,
            };
            var message = Substitute.For<ConsumeContext<ResendRequest>>();
            message.Message.Returns(request);
            await new ResendConsumer<TDb>(db, name).Consume(message);
        }

        using var publisher = new JournalPublisher<TDb>(
            scopes,
            bus,
            transaction,
            name,
            db.Dialect,
            new InstanceName(new ConfigurationBuilder().AddInMemoryCollection([new("Instance", "one")]).Build()),
            signals,
            port.Time,
            NullLogger<JournalPublisher<TDb>>.Instance
        );
        // Give the publisher something to send.
        await port.WriteAsync<TDb>(Encoding.UTF8.GetBytes("{}"));
        await publisher.StartAsync(CancellationToken.None);
        await Waiting.UntilAsync(async () =>
        {
            var feed = await port.GetAsync<FeedStatus>($"/api/{name.Value}/feed");
            await using var look = scopes.CreateAsyncScope();
            return look.ServiceProvider.GetRequiredService<TDb>().Outbox.Single().Position >= feed.Head;
        });
        await publisher.StopAsync(CancellationToken.None);
    }

    public static async Task PurgeAsync<TDb>(PortHost port)
        where TDb : ServiceDbContext
    {
        var services = port.Services;
        using var retention = new RetentionJob<TDb>(
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<ServiceTransaction<TDb>>(),
            services.GetRequiredService<ServiceName<TDb>>(),
            services.GetServices<AnonymisationPolicy<TDb>>(),
            new ConfigurationBuilder().Build(),
            new FakeTimeProvider(port.Time.GetUtcNow().AddYears(20)),
            NullLogger<RetentionJob<TDb>>.Instance
        );
        await retention.PurgeAsync(CancellationToken.None);
    }
}
