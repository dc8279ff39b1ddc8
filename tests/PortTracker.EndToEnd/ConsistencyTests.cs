using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using PortTracker.Verification;

namespace PortTracker.EndToEnd;

/// <summary>Services in processes of their own agree on every vehicle, and a replay makes them agree again.</summary>
public sealed class ConsistencyTests(SharedFleet shared) : IClassFixture<SharedFleet>
{
    private static readonly int Vehicles = TestSetting.Number("PORTTRACKER_TEST_VEHICLES", 2_000);

    private readonly ITestOutputHelper output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task All_services_in_separate_processes_agree_on_every_vehicle()
    {
        var plan = TestTraffic.Plan(Vehicles, seed: 1).ToList();

        var result = await PlayAsync(plan);

        output.WriteLine($"{result.Vehicles} vehicles in {result.Elapsed}, {result.VehiclesPerSecond:N0} a second");
        result.FailedEvents.ShouldBe(0);
        result.Outcome.Ended.ShouldBe(Vehicles);
        var evidence = await EvidenceReader.ReadAsync(shared.Fleet.Client);
        ConsistencyVerifier.Verify(evidence).Checks.Where(check => !check.Holds).ShouldBeEmpty();
        var planned = plan.Select(vehicle => vehicle.Vehicle.Vin).ToHashSet(StringComparer.Ordinal);
        evidence
            .Ledgers[ServiceNames.Throughput]
            .Select(entry => entry.Vin!)
            .Where(planned.Contains)
            .ShouldBe(planned, ignoreOrder: true);
        (await shared.Broker.MessagesAsync()).ShouldAllBe(queue => queue.Value == 0 || queue.Key.Contains(".board."));
        foreach (var service in ServiceFleet.Services.Append("web"))
        {
            (await shared.Fleet.CheckHealthAsync(service)).ShouldBe(0, $"the health check of {service} fails");
        }
    }

    [Fact]
    public async Task A_replay_repairs_a_damaged_projection()
    {
        var fleet = shared.Fleet;
        await PlayAsync(TestTraffic.Plan(100, seed: 3).ToList());
        await Sqlite.ExecuteAsync(fleet.FileOf(ServiceNames.Throughput), "DELETE FROM facts WHERE rowid % 2 = 0");
        await Sqlite.ExecuteAsync(fleet.FileOf(ServiceNames.Board), "UPDATE movements SET Stage = 0");
        var damaged = ConsistencyVerifier.Verify(await EvidenceReader.ReadAsync(fleet.Client));
        damaged.Checks.Where(check => !check.Holds).ShouldNotBeEmpty();

        foreach (var service in (string[])[ServiceNames.Board, ServiceNames.Throughput])
        {
            var replay = await CommandLine.RunAsync(fleet.Web, "replay", "--service", service);
            replay.ExitCode.ShouldBe(0, replay.Error);
        }

        var repaired = ConsistencyVerifier.Verify(await EvidenceReader.ReadAsync(fleet.Client));
        repaired.Checks.Where(check => !check.Holds).ShouldBeEmpty();
    }

    private Task<SimulationResult> PlayAsync(IReadOnlyList<PlannedVehicle> plan) =>
        TrafficSimulator.RunAsync(shared.Fleet.Client, TestTraffic.Port, plan, new ArrivalPacing.AtRate());
}
