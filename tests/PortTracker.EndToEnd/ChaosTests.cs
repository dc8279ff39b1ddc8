using System.Diagnostics;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using PortTracker.Testing;
using PortTracker.Verification;

namespace PortTracker.EndToEnd;

/// <summary>
/// The system as compose runs it, two instances of each service, while everything that can break breaks in turn and vehicles come at
/// full speed until it is over. The long form is tests/chaos.sh.
/// </summary>
public sealed class ChaosTests
{
    private const int MostVehicles = 200_000;
    private static readonly int Vehicles = TestSetting.Number("PORTTRACKER_TEST_VEHICLES", 1_000);
    private static readonly int Rounds = TestSetting.Number("PORTTRACKER_TEST_ROUNDS", 1);
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(20);

    private readonly int seed = TestSetting.Number("PORTTRACKER_TEST_SEED", Random.Shared.Next(1_000_000));
    private readonly ITestOutputHelper output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task Every_vehicle_is_cleared_once_despite_kills_stops_losses_and_locks()
    {
        await using var server = await RabbitMqProcess.StartAsync();
        await using var broker = await Broker.OnAsync(server.Server);
        output.WriteLine($"PORTTRACKER_TEST_SEED={seed}");
        await using var fleet = new ServiceFleet(broker, instances: 2);
        await fleet.StartAsync();
        var isOver = false;
        var came = new List<string>();

        var play = TrafficSimulator.RunAsync(fleet.Client, TestTraffic.Port, Traffic(), new ArrivalPacing.AtRate());
        try
        {
            await DisturbAsync(fleet, server, broker, play);
        }
        finally
        {
            Volatile.Write(ref isOver, value: true);
        }

        var result = await play;
        output.WriteLine($"{result.Vehicles} vehicles in {result.Elapsed}: {result.Outcome}");
        result.FailedEvents.ShouldBe(0);
        result.Outcome.Ended.ShouldBe(came.Count);
        var evidence = await EvidenceReader.ReadAsync(fleet.Client);
        ConsistencyVerifier.Verify(evidence).Checks.Where(check => !check.Holds).ShouldBeEmpty();
        var facts = evidence.Ledgers[ServiceNames.Throughput];
        facts.Select(fact => fact.Vin).Order().ShouldBe(came.Order());
        facts
            .CountBy(fact => fact.Stage!.Value)
            .ShouldBe(
                [
                    new(Stage.Departed, result.Outcome.Departed),
                    new(Stage.Refused, result.Outcome.Refused),
                    new(Stage.NoShow, result.Outcome.NoShow),
                ],
                ignoreOrder: true
            );
        var queues = (await broker.MessagesAsync()).Keys;
        queues.ShouldAllBe(queue => !queue.EndsWith("_error") && !queue.EndsWith("_skipped"));

        IEnumerable<PlannedVehicle> Traffic()
        {
            foreach (var vehicle in TestTraffic.Plan(MostVehicles, seed))
            {
                if (Volatile.Read(ref isOver) && came.Count >= Vehicles)
                {
                    yield break;
                }

                came.Add(vehicle.Vehicle.Vin);
                yield return vehicle;
            }
        }
    }

    private async Task DisturbAsync(ServiceFleet fleet, RabbitMqProcess server, Broker broker, Task play)
    {
        var random = new Random(seed);
        var disturbances = Enumerable.Range(0, Rounds).SelectMany(_ => Disturbances(fleet, server, broker, random));
        foreach (var (what, disturb) in disturbances)
        {
            await Task.Delay(random.Next(2_000));
            play.IsCompleted.ShouldBeFalse($"no vehicles come any more, before {what}");
            var started = Stopwatch.GetTimestamp();
            await disturb();
            output.WriteLine($"{what}, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        }
    }

    private static IEnumerable<(string What, Func<Task> Do)> Disturbances(
        ServiceFleet fleet,
        RabbitMqProcess server,
        Broker broker,
        Random random
    )
    {
        foreach (var service in ServiceFleet.Services)
        {
            string[] instances = random.Next(3) switch
            {
                0 => ["one"],
                1 => ["two"],
                _ => ["one", "two"],
            };
            yield return (
                $"{service} killed: {string.Join(" and ", instances)}",
                () => Task.WhenAll(instances.Select(instance => RestartAsync(fleet[service, instance])))
            );
        }

        yield return ("web killed", () => RestartAsync(fleet.Web));
        yield return (
            "broker stopped and started",
            async () =>
            {
                await server.StopAppAsync();
                await server.StartAppAsync();
            }
        );
        yield return (
            "broker killed and started",
            async () =>
            {
                await server.KillAsync();
                await server.StartAgainAsync();
            }
        );
        yield return (
            "all queues deleted and refilled",
            async () =>
            {
                await broker.DeleteQueuesAsync();
                var refill = await CommandLine.RunAsync(fleet.Web, "replay", "--to-broker");
                refill.ExitCode.ShouldBe(0, refill.Error);
            }
        );
        var locked = ServiceNames.All[random.Next(ServiceNames.All.Count)];
        yield return ($"the database of {locked} locked", () => Sqlite.LockAsync(fleet.FileOf(locked), Locked));
    }

    private static async Task RestartAsync(HostProcess process)
    {
        await process.KillAsync();
        await process.StartAgainAsync();
    }
}
