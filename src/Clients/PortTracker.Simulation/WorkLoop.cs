using PortTracker.ApiClient;
using PortTracker.Contracts.Api;

namespace PortTracker.Simulation;

/// <summary>Works through the server's lists again and again until the run is complete, with pauses in which work gathers.</summary>
internal static class WorkLoop
{
    public static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    public static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The pause when steps wait for the clock.</summary>
    public static readonly TimeSpan ClockTick = TimeSpan.FromMilliseconds(250);

    private const int FullRound = 250;

    /// <summary>Repeats a round. The fewer steps a round has done, the longer the pause after it.</summary>
    public static async Task RunAsync(
        SimulationRun run,
        Func<CancellationToken, Task<int>> round,
        CancellationToken cancellationToken
    )
    {
        var pause = ShortestPause;
        while (!run.Counters.IsComplete)
        {
            pause = await round(cancellationToken) switch
            {
                0 => TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)),
                < FullRound => ShortestPause * 2,
                _ => ShortestPause,
            };
            await Task.Delay(run.Pacing.Waits ? ClockTick : pause, cancellationToken);
        }
    }

    /// <summary>Acts on a list in batches. Returns the number of steps.</summary>
    public static async Task<int> ActOnAsync<T>(
        PagedList<T> list,
        Func<IReadOnlyList<T>, CancellationToken, Task<int>> act,
        CancellationToken cancellationToken
    )
    {
        var done = 0;
        await foreach (var batch in list.Chunk(Limits.Batch).WithCancellation(cancellationToken))
        {
            done += await act(batch, cancellationToken);
        }

        return done;
    }
}
