using System.Threading.Channels;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;

namespace PortTracker.Simulation;

/// <summary>Records announced vehicles that did not arrive within twelve hours of their time.</summary>
internal sealed class NoShowRecorder(SimulationRun run, PlannedMovements movements)
{
    private static readonly TimeSpan NoShowAfter = TimeSpan.FromHours(12);

    public async Task RunAsync(ChannelReader<PlannedVehicle> missing, CancellationToken cancellationToken)
    {
        await foreach (var first in missing.ReadAllAsync(cancellationToken))
        {
            DateTimeOffset? occurredAt;
            while (!run.Pacing.IsDue(first.ArrivesAt + NoShowAfter, out occurredAt))
            {
                await Task.Delay(WorkLoop.ClockTick, cancellationToken);
            }

            List<PlannedVehicle> batch = [first];
            while (
                batch.Count < Limits.Batch
                && missing.TryPeek(out var next)
                && run.Pacing.IsDue(next.ArrivesAt + NoShowAfter, out var later)
                && missing.TryRead(out next)
            )
            {
                batch.Add(next);
                occurredAt = later;
            }

            await RecordAsync(batch, occurredAt, cancellationToken);
        }
    }

    private Task RecordAsync(
        List<PlannedVehicle> vehicles,
        DateTimeOffset? occurredAt,
        CancellationToken cancellationToken
    ) =>
        BatchSender.SendAsync(
            vehicles,
            async batch =>
            {
                await run.Client.Entry.RecordNoShowsAsync(
                    new WithdrawalRequest
                    {
                        Movements = [.. batch.Select(movements.AnnouncementOf)],
                        Reason = "Not at the gate within twelve hours of its time.",
                        OccurredAt = occurredAt,
                    },
                    cancellationToken
                );
                run.Counters.End(batch, (counts, ended) => counts with { NoShow = counts.NoShow + ended });
            },
            (planned, conflict) => movements.AnnouncementOf(planned) == conflict.MovementId,
            planned => movements.TakeOverAsync(planned, cancellationToken)
        );
}
