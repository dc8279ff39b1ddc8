using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Testing;
using PortTracker.Verification;

namespace PortTracker.EndToEnd;

/// <summary>The system as compose runs it, on a real RabbitMQ: tests that stop, change or double its processes.</summary>
public sealed class DistributedTests(BrokerServer server) : IAsyncLifetime
{
    private Broker broker = null!;

    public async ValueTask InitializeAsync() => broker = await server.AddBrokerAsync();

    public ValueTask DisposeAsync() => broker.DisposeAsync();

    [Fact]
    public async Task Work_continues_without_the_broker_and_the_board_shows_how_stale_it_is()
    {
        await using var process = await RabbitMqProcess.StartAsync();
        await using var stoppable = await Broker.OnAsync(process.Server);
        await using var fleet = new ServiceFleet(stoppable, isByChance: false);
        await fleet.StartAsync();
        var ready = await fleet.Client.ArriveAsync(TestTraffic.Car());
        await fleet.Client.ShowsAsync([ready.MovementId]);
        await fleet.Client.SettleAsync();
        (await BoardAsync()).StaleSince.ShouldBeNull();

        await process.StopAppAsync();
        var stoppedAt = TimeProvider.System.GetUtcNow();
        var late = await fleet.Client.ArriveAsync(TestTraffic.Car());
        await fleet.Client.Clearance.GrantAsync(TestTraffic.On(ready));
        await fleet.Client.Clearance.DepartAsync(TestTraffic.On(ready));
        await Waiting.UntilAsync(
            "The board does not say that it is stale.",
            async () => (await BoardAsync()).StaleSince is not null
        );
        var stale = await BoardAsync();
        stale.StaleSince!.Value.ShouldBe(stoppedAt, TimeSpan.FromSeconds(10));
        stale.Vehicles.ShouldContain(
            vehicle => vehicle.MovementId == ready.MovementId,
            "it has not heard that it left"
        );
        (await fleet.CheckHealthAsync(ServiceNames.Entry)).ShouldBe(0, "the gates must stay open");

        await process.StartAppAsync();
        await fleet.Client.ShowsAsync([late.MovementId]);
        await fleet.Client.SettleAsync();
        var fresh = await BoardAsync();
        fresh.StaleSince.ShouldBeNull();
        fresh.Vehicles.ShouldNotContain(vehicle => vehicle.MovementId == ready.MovementId);
        var report = ConsistencyVerifier.Verify(await EvidenceReader.ReadAsync(fleet.Client));
        report.Checks.Where(check => !check.Holds).ShouldBeEmpty();

        Task<BoardSnapshot> BoardAsync() => fleet.Client.Board.SnapshotAsync(TestTraffic.Port);
    }

    [Fact]
    public async Task A_board_that_missed_events_requests_them()
    {
        await using var fleet = new ServiceFleet(broker, instances: 2);
        var late = fleet[ServiceNames.Board, "two"];
        await fleet.StartAsync();
        await late.KillAsync();
        var vehicles = await fleet.Client.Entry.ArriveAsync(
            TestTraffic.ArrivalOf(Enumerable.Range(0, 20).Select(_ => TestTraffic.Car()))
        );
        await fleet.Client.SettleAsync();
        await broker.DeleteQueuesAsync();

        var later = await fleet.Client.ArriveAsync(TestTraffic.Car());
        await late.StartAgainAsync();

        var all = vehicles.Arrivals.Select(vehicle => vehicle.MovementId).Append(later.MovementId).ToList();
        await late.Client.ShowsAsync(all);
        await fleet[ServiceNames.Board].Client.ShowsAsync(all);
    }

    [Fact]
    public async Task Instances_share_the_requests_and_a_frozen_one_gets_none()
    {
        await using var fleet = new ServiceFleet(broker, instances: 2);
        await fleet.StartAsync();
        var frozen = fleet[ServiceNames.Board, "two"];
        await frozen.PauseAsync();

        // The probe needs a moment to notice.
        await Waiting.UntilAsync(
            "Requests still wait for the frozen instance.",
            async () =>
                (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => IsAnsweredAsync()))).All(answered => answered)
        );
        var answered = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => IsAnsweredAsync()));
        await frozen.ResumeAsync();

        answered.ShouldAllBe(isAnswered => isAnswered);

        async Task<bool> IsAnsweredAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            try
            {
                using var answer = await fleet.Web.Http.GetAsync("api/board/ports", patience.Token);
                return answer.IsSuccessStatusCode;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_poison_event_can_be_redriven_after_the_fix()
    {
        await using var fleet = new ServiceFleet(broker);
        await fleet.StartAsync();
        var movement = Guid.CreateVersion7();
        // The port is not configured, so throughput cannot determine the business day.
        await fleet.RecordPoisonAsync(EventAt("NEWPORT", movement), movement);
        await Waiting.UntilAsync(
            "Throughput has not set the event aside.",
            async () => (await fleet.Client.Operations.FeedAsync(ServiceNames.Throughput)).Failed is 1
        );
        var early = await CommandLine.RunAsync(fleet.Web, "failures", "redrive", "--all");
        early.ExitCode.ShouldBe(1, "it must fail again");

        await fleet.ReconfigureAsync(
            ServiceNames.Throughput,
            ("Ports__1__Code", "NEWPORT"),
            ("Ports__1__Name", "New Port"),
            ("Ports__1__TimeZone", "Asia/Shanghai"),
            ("Ports__1__Lanes__0__Name", "C1")
        );
        var redriven = await CommandLine.RunAsync(fleet.Web, "failures", "redrive", "--all");

        redriven.ExitCode.ShouldBe(0, redriven.Error + redriven.Output);
        (await fleet.Client.Operations.FeedAsync(ServiceNames.Throughput)).Failed.ShouldBe(0);
        var facts = await fleet.Client.Operations.Ledger(ServiceNames.Throughput).ToListAsync();
        facts.ShouldHaveSingleItem().MovementId.ShouldBe(movement);
    }

    [Fact]
    public async Task A_redrive_reaches_the_boards_of_all_instances()
    {
        await using var fleet = new ServiceFleet(broker, instances: 2);
        await fleet.StartAsync();
        var board = fleet.FileOf(ServiceNames.Board);
        var papers = TestTraffic.Car();
        await Sqlite.ExecuteAsync(
            board,
            $"CREATE TRIGGER fault BEFORE INSERT ON movements WHEN NEW.Vin = '{papers.Vin}' BEGIN SELECT RAISE(ABORT, 'a fault'); END"
        );
        var vehicle = await fleet.Client.ArriveAsync(papers);
        var next = await fleet.Client.ArriveAsync(TestTraffic.Car());
        foreach (var instance in ServiceFleet.Instances)
        {
            // A queue is processed in order, so the first message was tried.
            await fleet[ServiceNames.Board, instance].Client.ShowsAsync([next.MovementId]);
        }

        await Sqlite.ExecuteAsync(board, "DROP TRIGGER fault");
        var redriven = await CommandLine.RunAsync(fleet.Web, "failures", "redrive", "--all");

        redriven.ExitCode.ShouldBe(0, redriven.Error + redriven.Output);
        foreach (var instance in ServiceFleet.Instances)
        {
            await fleet[ServiceNames.Board, instance].Client.ShowsAsync([vehicle.MovementId]);
        }
    }

    private static string EventAt(string port, Guid movement)
    {
        var now = TimeProvider.System.GetUtcNow();
        return JsonSerializer.Serialize<PortEvent>(
            new VehiclePreRegistered
            {
                Header = new EventHeader
                {
                    EventId = Guid.CreateVersion7(),
                    Port = port,
                    MovementId = movement,
                    Version = 1,
                    OccurredAt = now,
                    RecordedAt = now,
                    Actor = "a test",
                },
                Entry = new EntryState { Status = EntryStatus.PreRegistered, Vehicle = TestTraffic.Car() },
            },
            PortJson.Options
        );
    }
}
