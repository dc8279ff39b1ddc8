using System.Text;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;
using PortTracker.Messaging;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.Storage.Sqlite;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.FailedEvents;

public sealed class PoisonTests : IAsyncLifetime
{
    private readonly PortHost port = new();

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task An_unreadable_event_is_set_aside_and_blocks_no_other()
    {
        await WriteAsync("{\"type\":\"NobodyKnowsThis\"}");
        var request = PortHost.Arrival(SomeVehicle.Green());
        await port.PostAsync("/api/entry/arrivals", request);

        foreach (
            var service in (string[])
                [ServiceNames.Inspection, ServiceNames.Clearance, ServiceNames.Throughput, ServiceNames.Board]
        )
        {
            var feed = await FeedAsync(service, expected: 2);
            feed.Failed.ShouldBe(1);
        }

        (await port.LedgerAsync(ServiceNames.Board)).ShouldHaveSingleItem().Vin.ShouldBe(request.Arrivals[0].Vin);
    }

    private async Task WriteAsync(string body)
    {
        await using var scope = port.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EntryDb>();
        db.Journal.Add(
            new JournalEntry
            {
                EventId = Guid.NewGuid(),
                MovementId = Guid.NewGuid(),
                RecordedAt = port.Time.GetUtcNow(),
                Body = Encoding.UTF8.GetBytes(body),
            }
        );
        await db.SaveChangesAsync();
    }

    private async Task<FeedStatus> FeedAsync(string service, long expected)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var feed = await port.GetAsync<FeedStatus>($"/api/{service}/feed");
            if (feed.Positions[ServiceNames.Entry] >= expected)
            {
                return feed;
            }

            TimeProvider
                .System.GetElapsedTime(started)
                .ShouldBeLessThan(TimeSpan.FromSeconds(20), $"{service} is stuck");
            await Task.Delay(10);
        }
    }

    [Fact]
    public async Task A_database_error_keeps_the_message_in_its_queue()
    {
        var services = port.Services;
        var filter = new UnreadableMessages<EntryDb>(
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<ServiceTransaction<EntryDb>>(),
            services.GetRequiredService<ServiceName<EntryDb>>(),
            SqliteDialect.Instance,
            port.Time,
            NullLogger<UnreadableMessages<EntryDb>>.Instance
        );
        var context = Substitute.For<ExceptionReceiveContext>();
        context.Exception.Returns(new SqliteException("database is locked", 5));

        await Should.ThrowAsync<MessageStaysQueuedException>(() =>
            filter.Send(context, Substitute.For<IPipe<ExceptionReceiveContext>>())
        );

        (await port.GetAsync<FeedStatus>($"/api/{ServiceNames.Entry}/feed")).Failed.ShouldBe(0);
    }
}
