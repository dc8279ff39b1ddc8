using PortTracker.Client.Samples;
using PortTracker.Contracts;

namespace PortTracker.Client.Simulation;

/// <summary>The traffic of the demo: day after day at the pace of its clock, the first day up to now at once.</summary>
public static class DemoTraffic
{
    private const int VehiclesADay = 1_230;

    /// <summary>USCC of the firm that brings more of it than any other.</summary>
    public static string LargestFirm => Fleet.LargestOperator;

    /// <summary>Plays until it is cancelled. Started again on the same day, it goes on where it stood.</summary>
    /// <param name="client">The server, in the name of an officer of all stages.</param>
    /// <param name="port">Code of the port.</param>
    /// <param name="clock">The clock by which the server states its times.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task PlayAsync(
        PortTrackerClient client,
        string port,
        TimeProvider clock,
        IProgress<PlayProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var ports = await client.PortsAsync(cancellationToken);
        var zone = TimeZoneInfo.FindSystemTimeZoneById(ports.First(one => one.Code == port).TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

        var manifest = ReadManifest();
        var before = await client.EntryMovementsAsync(port, manifest[0].Vin, cancellationToken: cancellationToken);
        var isFirstDay = before.Items.All(movement => movement.State.ExpectedOn == today);
        var plan = Days(isFirstDay ? manifest : null, today, zone);
        await Player.PlayAsync(client, port, plan, new Pace.ByClock(clock), progress, cancellationToken);
    }

    private static List<Vehicle> ReadManifest()
    {
        using var file = Sample.DayManifest();
        return [.. ManifestFile.Read(file)];
    }

    private static IEnumerable<PlannedVehicle> Days(List<Vehicle>? manifest, DateOnly first, TimeZoneInfo zone)
    {
        for (var day = first; ; day = day.AddDays(1))
        {
            // The day is the seed, so that a day that is played again is the same day.
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
