using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using PortTracker.Contracts.Operations;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Ports;
using PortTracker.VehicleEntry;
using Movement = PortTracker.VehicleEntry.Movement;

namespace PortTracker.Tests.FailedEvents;

/// <summary>Makes events fail at a port, fixes the cause, and acts on the failed events as an administrator.</summary>
internal sealed class FailedEventScenario(PortHost port)
{
    /// <summary>The failed events of the throughput service.</summary>
    public const string Route = "/api/throughput/failures";

    /// <summary>A port that is not configured: the throughput service cannot tell the business day of its events.</summary>
    public static Port UnknownPort { get; } =
        new()
        {
            Code = "ALTYNKOL",
            Name = "Altynkol",
            TimeZone = "Asia/Almaty",
            Lanes = [new Lane { Name = "A1" }],
        };

    /// <summary>An event of a port that is not configured here: the throughput service cannot tell its business day.</summary>
    public async Task<(Movement Movement, Vehicle Vehicle)> PoisonAsync()
    {
        var vehicle = SomeVehicle.Green().Normalised();
        var (movement, announced) = Movement.PreRegister(UnknownPort, vehicle, new DateOnly(2026, 5, 12), Act());
        await RecordAsync(announced, await HeadAsync(ServiceNames.Entry) + 1);
        return (movement, vehicle);
    }

    /// <summary>The fix: the port is configured.</summary>
    public async Task FixAsync()
    {
        port.Settings["Ports:1:Code"] = UnknownPort.Code;
        port.Settings["Ports:1:Name"] = UnknownPort.Name;
        port.Settings["Ports:1:TimeZone"] = UnknownPort.TimeZone;
        port.Settings["Ports:1:Lanes:0:Name"] = "A1";
        await port.RestartAsync();
    }

    public async Task RecordAsync(PortEvent e, long expected)
    {
        await using (var scope = port.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<EntryDb>();
            await port
                .Services.GetRequiredService<ServiceTransaction<EntryDb>>()
                .RunAsync(
                    db,
                    () =>
                    {
                        db.Record(e);
                        return Task.FromResult(true);
                    },
                    CancellationToken.None
                );
        }

        await TakenInAsync(expected);
    }

    public async Task WriteAsync(string body, long expected)
    {
        await using (var scope = port.Services.CreateAsyncScope())
        {
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

        port.Services.GetRequiredService<JournalSignals>().Notify(ServiceNames.Entry);
        await TakenInAsync(expected);
    }

    /// <summary>Puts something among the failed events of a service, as if it had failed there.</summary>
    public async Task SetAsideAsync<TDb>(RecordedEvent line, string source)
        where TDb : ServiceDbContext
    {
        await using var scope = port.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var error = new InvalidDataException("It could not be read then.");
        db.FailedEvents.Add(FailedEventRow.Of(source, line, error, port.Time.GetUtcNow()));
        await db.SaveChangesAsync();
    }

    private Task TakenInAsync(long expected) =>
        Waiting.UntilAsync(async () =>
        {
            var feed = await port.GetAsync<FeedStatus>($"/api/{ServiceNames.Throughput}/feed");
            var inspection = await port.GetAsync<FeedStatus>($"/api/{ServiceNames.Inspection}/feed");
            return feed.Positions[ServiceNames.Entry] >= expected
                && inspection.Positions[ServiceNames.Entry] >= expected;
        });

    public VehicleArrived Arrived()
    {
        var here = Properties.EventHistory.Port;
        var movement = Movement.Unannounced(here, SomeVehicle.Green().Normalised(), Act());
        return movement.Arrive(plate: null, new QueueTicket("C1", "C1-0001", 100), Act());
    }

    public ActionContext Act() =>
        new(Caller.Named("someone"), port.Time.GetUtcNow(), port.Time.GetUtcNow(), CorrelationId: null);

    public static byte[] Body(PortEvent e) => JsonSerializer.SerializeToUtf8Bytes(e, PortJson.Options);

    public static byte[] Envelope(JournalBatchMessage message) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                MessageId = Guid.NewGuid(),
                MessageType = (string[])
                    [$"urn:message:{typeof(JournalBatchMessage).Namespace}:{nameof(JournalBatchMessage)}"],
                Message = message,
            },
            PortJson.Options
        );

    public async Task<long> HeadAsync(string service) => (await port.GetAsync<FeedStatus>($"/api/{service}/feed")).Head;

    public async Task<IReadOnlyList<FailedEvent>> ListAsync() => (await port.GetAsync<Page<FailedEvent>>(Route)).Items;

    public async Task<FailedEventResult> DoAsync(string action, string id) =>
        (await ManyAsync(action, id)).ShouldHaveSingleItem();

    public Task<IReadOnlyList<FailedEventResult>> ManyAsync(string action, params string[] ids) =>
        ManyAtAsync(ServiceNames.Throughput, action, ids);

    public async Task<IReadOnlyList<FailedEventResult>> ManyAtAsync(string service, string action, params string[] ids)
    {
        using var response = await port.PostAsync(
            $"/api/{service}/failures/{action}",
            new FailedEventSelection { Ids = ids },
            role: Roles.Administrator
        );
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.ReadAsync<FailedEventResponse>()).Results;
    }
}
