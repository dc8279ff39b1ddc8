using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.Testing;

namespace PortTracker.Tests;

/// <summary>
/// How events get from service to service in one test host: within the process, or, where <c>PORTTRACKER_TEST_TRANSPORT</c> is
/// RabbitMq, through a virtual host of its own on a broker that all tests share. The one switch between the forms.
/// </summary>
internal sealed class TestTransport : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Func<Task<RabbitMqServer?>> find;
    private readonly Uri? nowhere;
    private VirtualHost? broker;

    public TestTransport()
        : this(SharedBroker.FindAsync) { }

    private TestTransport(Func<Task<RabbitMqServer?>> find, Uri? nowhere = null) =>
        (this.find, this.nowhere) = (find, nowhere);

    /// <summary>Within the process, whatever the others do.</summary>
    public static TestTransport Embedded() => new(None);

    /// <summary>Through a broker that is away.</summary>
    public static TestTransport BrokerAway() => new(None, new Uri("amqp://nobody:nothing@127.0.0.1:1/"));

    /// <summary>Whether events go through a broker.</summary>
    public bool IsDistributed => Address is not null;

    /// <summary>The configuration of a host on it.</summary>
    public IEnumerable<(string Key, string Value)> Settings =>
        Address is null ? [] : [("Transport", "RabbitMq"), ("RabbitMq:Url", Address.AbsoluteUri)];

    private Uri? Address => broker?.Address ?? nowhere;

    public async Task ConnectAsync()
    {
        if (await find() is { } server)
        {
            broker = await server.AddVirtualHostAsync();
        }
    }

    /// <summary>Waits until a host that was started has its queues: a bus that is stopped before would go on for itself.</summary>
    public async Task ReadyAsync(IServiceProvider services)
    {
        if (broker is not null)
        {
            var bus = services.GetRequiredService<IBusControl>();
            (await bus.WaitForHealthStatus(BusHealthStatus.Healthy, Patience)).ShouldBe(BusHealthStatus.Healthy);
        }
    }

    /// <summary>Waits until a host has noted that its events are with the broker; once started again, it would send them twice.</summary>
    public async Task SentAsync(TestDatabase database)
    {
        if (broker is null)
        {
            return;
        }

        foreach (var context in Contexts.All)
        {
            await using var any = context.On(database);
            var started = TimeProvider.System.GetTimestamp();
            while (
                any is ServiceDbContext db
                && db.Model.FindEntityType(typeof(JournalEntry)) is not null
                && await db.Journal.AnyAsync(entry => entry.Sequence > db.Outbox.Max(outbox => outbox.Position))
            )
            {
                TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience);
                await Task.Delay(5);
            }
        }
    }

    private static Task<RabbitMqServer?> None() => Task.FromResult<RabbitMqServer?>(null);

    public ValueTask DisposeAsync() => broker?.DisposeAsync() ?? ValueTask.CompletedTask;
}
