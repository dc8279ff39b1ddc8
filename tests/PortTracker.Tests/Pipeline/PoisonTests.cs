using System.Text;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.Pipeline;

public sealed class PoisonTests : IAsyncLifetime
{
    private readonly PortHost port = new();

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task An_event_that_cannot_be_read_is_set_aside_and_holds_up_no_other()
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
    public async Task A_message_that_meets_trouble_of_the_database_is_no_failure_and_stays_in_its_queue()
    {
        var filter = port.Services.GetRequiredService<UnreadableMessages<EntryDb>>();
        var context = Substitute.For<ExceptionReceiveContext>();
        context.Exception.Returns(new SqliteException("database is locked", 5));

        await Should.ThrowAsync<MessageStaysException>(() =>
            filter.Send(context, Substitute.For<IPipe<ExceptionReceiveContext>>())
        );

        (await port.GetAsync<FeedStatus>($"/api/{ServiceNames.Entry}/feed")).Failed.ShouldBe(0);
    }
}
