using PortTracker.Contracts.Events;

namespace PortTracker.Simulation;

/// <summary>Finds vehicles whose visit someone else has ended, and fails the run when nothing moves at all.</summary>
internal sealed class StallWatch(SimulationRun run, PlannedMovements movements)
{
    private static readonly TimeSpan SurveyAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var last = run.Counters.Counts;
        var since = TimeProvider.System.GetTimestamp();
        var surveyed = false;
        while (!run.Counters.IsComplete)
        {
            await Task.Delay(WorkLoop.LongestPause, cancellationToken);
            var counts = run.Counters.Counts;
            if (counts != last || run.Pacing.Waits)
            {
                (last, since, surveyed) = (counts, TimeProvider.System.GetTimestamp(), false);
                continue;
            }

            var stalled = TimeProvider.System.GetElapsedTime(since);
            if (stalled > SurveyAfter && !surveyed)
            {
                surveyed = true;
                await TakeOverEndedAsync(cancellationToken);
            }

            if (stalled > GiveUpAfter)
            {
                var left = run.Counters.InProgress;
                throw new TimeoutException(
                    $"{left.Count} vehicles have not moved for {GiveUpAfter.TotalMinutes} minutes, such as "
                        + $"{string.Join(", ", left.Take(5))}. Look for failed events: porttracker failures list."
                );
            }
        }
    }

    private async Task TakeOverEndedAsync(CancellationToken cancellationToken)
    {
        var survey = await movements.SurveyAsync(cancellationToken);
        foreach (var vin in run.Counters.InProgress)
        {
            if (
                run.Counters.Find(vin) is { } planned
                && survey.Of(planned.Vehicle) is { OnSite: false, State.Status: not EntryStatus.PreRegistered } movement
            )
            {
                movements.TakeOver(planned, movement);
            }
        }
    }
}
