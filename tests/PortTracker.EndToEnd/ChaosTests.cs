using System.Diagnostics;

namespace PortTracker.EndToEnd;

/// <summary>
/// The system as compose runs it, two instances of each service, while everything that can break breaks in turn. The long form:
/// PORTTRACKER_TEST_VEHICLES=5000 PORTTRACKER_TEST_ROUNDS=3.
/// </summary>
public sealed class ChaosTests(Broker broker) : IClassFixture<Broker>
{
    private static readonly int Vehicles = Setting.Number("PORTTRACKER_TEST_VEHICLES", 1_000);
    private static readonly int Rounds = Setting.Number("PORTTRACKER_TEST_ROUNDS", 1);
    private static readonly TimeSpan Locked = TimeSpan.FromSeconds(20);

    private readonly int seed = Setting.Number("PORTTRACKER_TEST_SEED", Random.Shared.Next(1_000_000));
    private readonly ITestOutputHelper output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task Whatever_is_killed_stopped_lost_or_locked_every_vehicle_is_cleared_once()
    {
        Assert.SkipUnless(broker.IsOurs, "The broker of PORTTRACKER_TEST_RABBITMQ is not ours to kill.");
        output.WriteLine($"PORTTRACKER_TEST_SEED={seed}");
        await using var fleet = new Fleet(broker, instances: 2);
        await fleet.StartAsync();
        var plan = SomeTraffic.Plan(Vehicles, seed).ToList();
        var progress = new PlayShare();

        var play = Player.PlayAsync(fleet.Client, SomeTraffic.Port, plan, new Pace.AtRate(), progress);
        var done = await DisturbAsync(fleet, progress, play);
        var result = await play;

        output.WriteLine($"{result.Vehicles} vehicles in {result.Elapsed}: {result.Outcome}");
        done.ShouldBe(Rounds * Disturbances(fleet, new Random(seed)).Count(), "all must fall within the run");
        result.FailedEvents.ShouldBe(0);
        result.Outcome.Ended.ShouldBe(plan.Count);
        var evidence = await EvidenceReader.ReadAsync(fleet.Client);
        Verification.Of(evidence).Checks.Where(check => !check.Holds).ShouldBeEmpty();
        evidence
            .Ledgers[ServiceNames.Throughput]
            .Select(entry => entry.Vin)
            .ShouldBe(plan.Select(planned => planned.Vehicle.Vin), ignoreOrder: true);
        evidence
            .Ledgers[ServiceNames.Throughput]
            .CountBy(entry => entry.Stage!.Value)
            .ShouldBe(
                [
                    new(Stage.Departed, result.Outcome.Departed),
                    new(Stage.Refused, result.Outcome.Refused),
                    new(Stage.NoShow, result.Outcome.NoShow),
                ],
                ignoreOrder: true
            );
        (await broker.MessagesAsync()).Keys.ShouldAllBe(queue =>
            !queue.EndsWith("_error") && !queue.EndsWith("_skipped")
        );
    }

    /// <summary>Disturbs the system in turn, spread over the way of all vehicles.</summary>
    /// <returns>How many disturbances met a play that was under way.</returns>
    private async Task<int> DisturbAsync(Fleet fleet, PlayShare progress, Task play)
    {
        var random = new Random(seed);
        var disturbances = Enumerable.Range(0, Rounds).SelectMany(_ => Disturbances(fleet, random)).ToList();
        var within = 0;
        for (var i = 0; i < disturbances.Count; i++)
        {
            var point = 0.9 * i / disturbances.Count;
            while (!play.IsCompleted && progress.Latest < point)
            {
                await Task.Delay(1);
            }

            within += play.IsCompleted ? 0 : 1;
            var started = Stopwatch.GetTimestamp();
            var at = progress.Latest;
            await disturbances[i].Do();
            output.WriteLine(
                $"{at, 4:P0} {disturbances[i].What}, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s"
            );
        }

        return within;
    }

    private IEnumerable<(string What, Func<Task> Do)> Disturbances(Fleet fleet, Random random)
    {
        foreach (var service in ServiceNames.All)
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
                await broker.StopAppAsync();
                await broker.StartAppAsync();
            }
        );
        yield return (
            "broker killed and started",
            async () =>
            {
                await broker.KillAsync();
                await broker.StartAsync();
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
