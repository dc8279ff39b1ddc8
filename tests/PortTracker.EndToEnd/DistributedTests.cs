using System.Text;

namespace PortTracker.EndToEnd;

/// <summary>The system as compose runs it, on a real RabbitMQ.</summary>
public sealed class DistributedTests(Broker broker) : IClassFixture<Broker>
{
    private const int Vehicles = 2_000;

    private readonly ITestOutputHelper output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task Six_processes_clear_vehicles_and_agree_on_each_of_them()
    {
        await using var fleet = new Fleet(broker);
        await fleet.StartAsync();
        var plan = SomeTraffic.Plan(Vehicles, seed: 1).ToList();

        var result = await Player.PlayAsync(fleet.Client, SomeTraffic.Port, plan, new Pace.AtRate());

        output.WriteLine($"{result.Vehicles} vehicles in {result.Elapsed}, {result.VehiclesPerSecond:N0} a second");
        result.FailedEvents.ShouldBe(0);
        result.Outcome.Ended.ShouldBe(Vehicles);
        var evidence = await EvidenceReader.ReadAsync(fleet.Client);
        Verification.Of(evidence).Checks.Where(check => !check.Holds).ShouldBeEmpty();
        evidence
            .Ledgers[ServiceNames.Throughput]
            .Select(entry => entry.Vin)
            .ShouldBe(plan.Select(planned => planned.Vehicle.Vin), ignoreOrder: true);
        (await broker.MessagesAsync()).ShouldAllBe(queue => queue.Value == 0 || queue.Key.Contains(".board."));
        foreach (var service in ServiceNames.All.Append("web"))
        {
            (await fleet.CheckHealthAsync(service)).ShouldBe(0, $"the health check of {service} fails");
        }
    }

    [Fact]
    public async Task With_the_broker_down_work_goes_on_and_the_board_says_since_when_it_is_stale()
    {
        Assert.SkipUnless(broker.IsOurs, "The broker of PORTTRACKER_TEST_RABBITMQ is not ours to stop.");
        await using var fleet = new Fleet(broker);
        await fleet.StartAsync();
        var ready = await fleet.Client.ArriveAsync(SomeTraffic.Car());
        await fleet.Client.ShowsAsync([ready.MovementId]);
        await fleet.Client.SettleAsync();
        (await BoardAsync()).StaleSince.ShouldBeNull();

        await broker.StopAppAsync();
        var stoppedAt = TimeProvider.System.GetUtcNow();
        var late = await fleet.Client.ArriveAsync(SomeTraffic.Car());
        await fleet.Client.GrantAsync(SomeTraffic.On(ready));
        await fleet.Client.DepartAsync(SomeTraffic.On(ready));
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

        await broker.StartAppAsync();
        await fleet.Client.ShowsAsync([late.MovementId]);
        await fleet.Client.SettleAsync();
        var fresh = await BoardAsync();
        fresh.StaleSince.ShouldBeNull();
        fresh.Vehicles.ShouldNotContain(vehicle => vehicle.MovementId == ready.MovementId);
        var report = Verification.Of(await EvidenceReader.ReadAsync(fleet.Client));
        report.Checks.Where(check => !check.Holds).ShouldBeEmpty();

        Task<BoardSnapshot> BoardAsync() => fleet.Client.BoardAsync(SomeTraffic.Port);
    }

    [Fact]
    public async Task A_new_board_and_one_that_lost_its_queue_ask_for_what_they_have_missed()
    {
        await using var fleet = new Fleet(broker, instances: 2);
        var late = fleet[ServiceNames.Board, "two"];
        await fleet.StartAsync();
        await late.KillAsync();
        var vehicles = await fleet.Client.ArriveAsync(
            SomeTraffic.ArrivalOf(Enumerable.Range(0, 20).Select(_ => SomeTraffic.Car()))
        );
        await fleet.Client.SettleAsync();
        await broker.DeleteQueuesAsync();

        var later = await fleet.Client.ArriveAsync(SomeTraffic.Car());
        await late.StartAgainAsync();

        var all = vehicles.Arrivals.Select(vehicle => vehicle.MovementId).Append(later.MovementId).ToList();
        await late.Client.ShowsAsync(all);
        await fleet[ServiceNames.Board].Client.ShowsAsync(all);
    }

    [Fact]
    public async Task A_replay_mends_a_projection_that_was_spoilt()
    {
        await using var fleet = new Fleet(broker);
        await fleet.StartAsync();
        await Player.PlayAsync(fleet.Client, SomeTraffic.Port, SomeTraffic.Plan(100, seed: 3), new Pace.AtRate());
        await Sqlite.ExecuteAsync(fleet.FileOf(ServiceNames.Throughput), "DELETE FROM facts WHERE rowid % 2 = 0");
        await Sqlite.ExecuteAsync(fleet.FileOf(ServiceNames.Board), "UPDATE movements SET Stage = 0");
        var spoilt = Verification.Of(await EvidenceReader.ReadAsync(fleet.Client));
        spoilt.Checks.Where(check => !check.Holds).ShouldNotBeEmpty();

        foreach (var service in (string[])[ServiceNames.Board, ServiceNames.Throughput])
        {
            var replay = await CommandLine.RunAsync(fleet.Web, "replay", "--service", service);
            replay.ExitCode.ShouldBe(0, replay.Error);
        }

        var mended = Verification.Of(await EvidenceReader.ReadAsync(fleet.Client));
        mended.Checks.Where(check => !check.Holds).ShouldBeEmpty();
    }
}
