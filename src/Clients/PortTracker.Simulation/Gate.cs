using System.Threading.Channels;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;

namespace PortTracker.Simulation;

/// <summary>Plays the gate: records arrivals at the pace of the run, and passes on the vehicles that do not arrive.</summary>
internal sealed class Gate(SimulationRun run, PlannedMovements movements)
{
    private const int LargestBatch = 250;
    private const int MostOnSite = 4_000;

    public async Task RunAsync(
        ChannelReader<PlannedVehicle[]> announced,
        ChannelWriter<PlannedVehicle> missing,
        CancellationToken cancellationToken
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        var sent = 0L;
        await foreach (var slice in announced.ReadAllAsync(cancellationToken))
        {
            var expected = slice.Where(planned => !movements.IsPastGate(planned)).ToList();
            var queue = new Queue<PlannedVehicle>(expected.Where(planned => !planned.NoShow));
            while (queue.Count > 0)
            {
                var batch = NextArrivals(queue, TimeProvider.System.GetElapsedTime(started), sent);
                if (batch.Count is 0)
                {
                    await Task.Delay(
                        run.Pacing.Waits ? WorkLoop.ClockTick : WorkLoop.ShortestPause * 5,
                        cancellationToken
                    );
                    continue;
                }

                await ArriveAsync(batch, cancellationToken);
                sent += batch.Count;
            }

            foreach (var planned in expected.Where(planned => planned.NoShow))
            {
                missing.TryWrite(planned);
            }
        }

        missing.Complete();
    }

    private List<DueArrival> NextArrivals(Queue<PlannedVehicle> queue, TimeSpan elapsed, long sent)
    {
        var room = Math.Min(LargestBatch, run.Pacing.Allowance(elapsed, sent));
        var batch = new List<DueArrival>();
        if (run.Counters.OnSite < MostOnSite)
        {
            while (
                batch.Count < room
                && queue.TryPeek(out var next)
                && run.Pacing.IsDue(next.ArrivesAt, out var occurredAt)
            )
            {
                batch.Add(new DueArrival(queue.Dequeue(), occurredAt));
            }
        }

        return batch;
    }

    private Task ArriveAsync(List<DueArrival> arrivals, CancellationToken cancellationToken, bool withPapers = false) =>
        BatchSender.SendAsync(
            arrivals,
            async batch =>
            {
                await run.Client.Entry.ArriveAsync(
                    new ArrivalRequest
                    {
                        Port = run.Port,
                        Arrivals =
                        [
                            .. batch.Select(arrival => new Arrival
                            {
                                Vin = arrival.Planned.Vehicle.Vin,
                                Vehicle = arrival.Planned.PreRegistered && !withPapers ? null : arrival.Planned.Vehicle,
                                OccurredAt = arrival.OccurredAt,
                            }),
                        ],
                    },
                    cancellationToken
                );
                run.Counters.Count(counts => counts with { Arrived = counts.Arrived + batch.Count });
            },
            (arrival, conflict) => arrival.Planned.Vehicle.Vin == conflict.Vin,
            arrival => ResolveConflictAsync(arrival, withPapers, cancellationToken)
        );

    // If another firm has announced the vehicle too, the papers say which firm brings it.
    private async Task ResolveConflictAsync(DueArrival arrival, bool withPapers, CancellationToken cancellationToken)
    {
        if (
            !withPapers
            && await movements.FindAsync(arrival.Planned.Vehicle, cancellationToken)
                is { State.Status: EntryStatus.PreRegistered }
        )
        {
            await ArriveAsync([arrival], cancellationToken, withPapers: true);
        }
        else
        {
            await movements.TakeOverAsync(arrival.Planned, cancellationToken);
        }
    }

    private sealed record DueArrival(PlannedVehicle Planned, DateTimeOffset? OccurredAt);
}
