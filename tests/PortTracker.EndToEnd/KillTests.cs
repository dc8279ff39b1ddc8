using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using PortTracker.Verification;

namespace PortTracker.EndToEnd;

public sealed class KillTests : IAsyncLifetime
{
    private const int AnswersKilled = 5;
    private const int StartsKilled = 5;
    private static readonly int Vehicles = TestSetting.Number("PORTTRACKER_TEST_VEHICLES", 2_000);
    private static readonly int Kills = TestSetting.Number("PORTTRACKER_TEST_KILLS", 3);

    private readonly int seed = TestSetting.Number("PORTTRACKER_TEST_SEED", Random.Shared.Next(1_000_000));
    private readonly HostProcess host = new() { Settings = [] };
    private readonly ITestOutputHelper output = TestContext.Current.TestOutputHelper!;

    public ValueTask InitializeAsync()
    {
        output.WriteLine($"PORTTRACKER_TEST_SEED={seed}");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Repeated_kills_lose_and_duplicate_nothing()
    {
        await host.InitializeAsync();
        var plan = TestTraffic.Plan(Vehicles, seed).ToList();
        var progress = new SimulationShare();

        var play = TrafficSimulator.RunAsync(host.Client, TestTraffic.Port, plan, new ArrivalPacing.AtRate(), progress);
        var kills = await KillAgainAndAgainAsync(progress, play, new Random(seed));
        var result = await play;

        kills.ShouldBe(Kills, "the kills must fall within the run");
        result.FailedEvents.ShouldBe(0);
        result.Outcome.Ended.ShouldBe(plan.Count);
        var evidence = await EvidenceReader.ReadAsync(host.Client);
        ConsistencyVerifier.Verify(evidence).Checks.Where(check => !check.Holds).ShouldBeEmpty();
        VinsOf(ServiceNames.Entry).ShouldBe(plan.Select(planned => planned.Vehicle.Vin), ignoreOrder: true);
        VinsOf(ServiceNames.Throughput).ShouldBe(plan.Select(planned => planned.Vehicle.Vin), ignoreOrder: true);
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
        output.WriteLine($"{result.Vehicles} vehicles in {result.Elapsed}, {kills} kills: {result.Outcome}");

        IEnumerable<string?> VinsOf(string service) => evidence.Ledgers[service].Select(entry => entry.Vin);
    }

    [Fact]
    public async Task A_kill_right_after_an_answer_loses_nothing()
    {
        await host.InitializeAsync();
        for (var i = 0; i < AnswersKilled; i++)
        {
            var request = TestTraffic.ArrivalOf(Enumerable.Range(0, 20).Select(_ => TestTraffic.Car()).ToList());
            var key = Guid.NewGuid().ToString();

            var first = await ArriveAsync(request, key);
            await host.KillAsync();
            await host.StartAgainAsync();

            var again = await ArriveAsync(request, key);
            again.ShouldBe(first);
            var arrived = JsonSerializer.Deserialize<ArrivalResponse>(first, PortJson.Options)!;
            foreach (var vehicle in arrived.Arrivals)
            {
                var movements = await host.Client.Entry.Movements(TestTraffic.Port, vehicle.Vin).ToListAsync();
                movements.ShouldHaveSingleItem().MovementId.ShouldBe(vehicle.MovementId);
            }

            await host.Client.ShowsAsync(arrived.Arrivals.Select(vehicle => vehicle.MovementId));
        }

        var report = ConsistencyVerifier.Verify(await EvidenceReader.ReadAsync(host.Client));
        report.Checks.Where(check => !check.Holds).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_killed_during_migration_migrates_at_the_next_start()
    {
        var random = new Random(seed);
        for (var i = 0; i < StartsKilled; i++)
        {
            await using var fresh = new HostProcess();
            var databases = 1 + (i % ServiceNames.All.Count);
            fresh.Spawn();
            await Waiting.UntilAsync("It makes no databases.", () => Task.FromResult(fresh.Databases >= databases));
            // Before, during and after the migration of this database.
            await Task.Delay(random.Next(50));
            await fresh.KillAsync();

            await fresh.InitializeAsync();

            var vehicle = await fresh.Client.ArriveAsync(TestTraffic.Car());
            await fresh.Client.ShowsAsync([vehicle.MovementId]);
        }
    }

    /// <summary>Kills the host at random points of the simulation, and during every second start.</summary>
    /// <returns>The number of kills while the simulation was running.</returns>
    private async Task<int> KillAgainAndAgainAsync(SimulationShare progress, Task play, Random random)
    {
        var within = 0;
        for (var i = 0; i < Kills; i++)
        {
            // Not in the last tenth: batches are large, and the simulation could end before the last kill.
            var point = 0.9 * (i + random.NextDouble()) / Kills;
            while (!play.IsCompleted && progress.Latest < point)
            {
                await Task.Delay(1);
            }

            await Task.Delay(random.Next(20));
            await host.KillAsync();
            within += progress.Latest < 1 && !play.IsCompleted ? 1 : 0;
            output.WriteLine($"Killed at {progress.Latest:P0} of the way");
            if (i % 2 is 0)
            {
                host.Spawn();
                await Task.Delay(random.Next(1_500));
                await host.KillAsync();
            }

            await host.StartAgainAsync();
        }

        return within;
    }

    private async Task<byte[]> ArriveAsync(ArrivalRequest request, string key)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "api/entry/arrivals")
        {
            Content = JsonContent.Create(request, options: PortJson.Options),
            Headers =
            {
                { RequestHeaders.IdempotencyKey, key },
                { "Authorization", $"Bearer {await host.User!.Tokens.GetTokenAsync()}" },
            },
        };
        using var answer = await host.Http.SendAsync(message);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }
}
