using PortTracker.ApiClient;
using PortTracker.Contracts.Vehicles;
using PortTracker.Simulation.Samples;

namespace PortTracker.Simulation;

/// <summary>Traffic of the demo: day after day by its clock, with the past hours of the first day immediately.</summary>
public static class DemoTraffic
{
    private const int VehiclesADay = 1_230;

    /// <summary>USCC of the firm with the most vehicles.</summary>
    public static string LargestFirm => CarrierLoads.LargestFirm;

    /// <summary>Runs until it is cancelled. A restart on the same day continues where the last run ended.</summary>
    /// <param name="client">The server, in the name of an officer of all stages.</param>
    /// <param name="port">Code of the port.</param>
    /// <param name="clock">The server's clock.</param>
    /// <param name="progress">Receives the counts after each batch.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static async Task RunAsync(
        PortTrackerClient client,
        string port,
        TimeProvider clock,
        IProgress<SimulationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var ports = await client.Board.PortsAsync(cancellationToken);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(ports.First(one => one.Code == port).TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

        var manifest = ReadManifest();
        var isFirstDay = await client
            .Entry.Movements(port, manifest[0].Vin)
            .AllAsync(movement => movement.State.ExpectedOn == today, cancellationToken);
        var plan = Days(isFirstDay ? manifest : null, today, zone);
        await TrafficSimulator.RunAsync(
            client,
            port,
            plan,
            new ArrivalPacing.ByClock(clock),
            progress,
            cancellationToken
        );
    }

    private static List<Vehicle> ReadManifest()
    {
        using var file = Sample.DayManifest();
        return [.. ManifestCsv.Read(file)];
    }

    private static IEnumerable<PlannedVehicle> Days(List<Vehicle>? manifest, DateOnly first, TimeZoneInfo zone)
    {
        for (var day = first; ; day = day.AddDays(1))
        {
            // The day is the seed: a second run of a day has the same vehicles.
            var plan =
                day == first && manifest is not null
                    ? TrafficPlan.Of(manifest, day.DayNumber, day, zone)
                    : TrafficPlan.Generate(VehiclesADay, day.DayNumber, day, 1, zone);
            foreach (var planned in plan)
            {
                yield return planned;
            }
        }
    }
}
