using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using Channel = System.Threading.Channels.Channel;

namespace PortTracker.Simulation;

/// <summary>
/// Runs a traffic plan through the public API, as the people of a port would: firms announce, gates admit, inspectors and
/// officers work through their lists, all at the same time. The plan says what happens to a vehicle, by its VIN; other
/// vehicles are left alone. All knowledge of a vehicle's progress comes from the server's lists, so a run continues where it
/// was after the server, or the simulator itself, was killed and restarted.
/// </summary>
public static class TrafficSimulator
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Runs a plan until every vehicle has ended its visit and every service has applied its events.</summary>
    /// <param name="client">The server, in the name of an officer of all stages.</param>
    /// <param name="port">Code of the port.</param>
    /// <param name="plan">The vehicles in order of arrival; may be endless.</param>
    /// <param name="pacing">When each step is due.</param>
    /// <param name="progress">Receives the counts after each batch.</param>
    /// <param name="cancellationToken">Stops the run; the vehicles stay where they are.</param>
    /// <exception cref="TimeoutException">Vehicles have not moved for minutes.</exception>
    public static async Task<SimulationResult> RunAsync(
        PortTrackerClient client,
        string port,
        IEnumerable<PlannedVehicle> plan,
        ArrivalPacing pacing,
        IProgress<SimulationProgress>? progress = null,
        CancellationToken cancellationToken = default
    )
    {
        var total = plan is IReadOnlyCollection<PlannedVehicle> counted ? counted.Count : (int?)null;
        var counters = new SimulationCounters(total, progress);
        var started = TimeProvider.System.GetTimestamp();
        await RunRolesAsync(new SimulationRun(client, port, pacing, counters), plan, cancellationToken);

        var feeds = await FeedPositions.DrainAsync(client, DrainTimeout, cancellationToken);
        if (!FeedPositions.AreDrained(feeds))
        {
            throw new TimeoutException(
                $"Services have not applied all events: {string.Join("; ", FeedPositions.Lags(feeds))}."
            );
        }

        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var vehicles = counters.Counts.Ended - counters.Counts.EndedElsewhere;
        return new SimulationResult(
            vehicles,
            elapsed,
            vehicles / elapsed.TotalSeconds,
            counters.Counts,
            feeds.Sum(feed => feed.Failed)
        );
    }

    private static async Task RunRolesAsync(
        SimulationRun run,
        IEnumerable<PlannedVehicle> plan,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var announced = Channel.CreateBounded<PlannedVehicle[]>(2);
        var missing = Channel.CreateUnbounded<PlannedVehicle>();
        var movements = new PlannedMovements(run);
        Task[] roles =
        [
            new Announcer(run, movements).RunAsync(plan, announced.Writer, stop.Token),
            new Gate(run, movements).RunAsync(announced.Reader, missing.Writer, stop.Token),
            new NoShowRecorder(run, movements).RunAsync(missing.Reader, stop.Token),
            new Inspector(run).RunAsync(stop.Token),
            new ClearanceOfficer(run).RunAsync(stop.Token),
            new StallWatch(run, movements).RunAsync(stop.Token),
        ];
        await foreach (var role in Task.WhenEach(roles))
        {
            if (!role.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
            }
        }

        await Task.WhenAll(roles);
    }
}
