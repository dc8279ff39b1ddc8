using System.Threading.Channels;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;

namespace PortTracker.Simulation;

/// <summary>Plays the firms: announces the plan's vehicles slice by slice, ahead of the gate.</summary>
internal sealed class Announcer(SimulationRun run, PlannedMovements movements)
{
    public async Task RunAsync(
        IEnumerable<PlannedVehicle> plan,
        ChannelWriter<PlannedVehicle[]> announced,
        CancellationToken cancellationToken
    )
    {
        KnownMovements? known = null;
        foreach (var slice in plan.Chunk(Limits.Batch))
        {
            known ??= await HasRunBeforeAsync(slice, cancellationToken)
                ? await movements.SurveyAsync(cancellationToken)
                : new KnownMovements();
            run.Counters.Expect(slice);
            var unknown = new List<PlannedVehicle>(slice.Length);
            foreach (var planned in slice)
            {
                if (known.Of(planned.Vehicle) is { } movement)
                {
                    movements.TakeOver(planned, movement);
                }
                else
                {
                    unknown.Add(planned);
                }
            }

            foreach (var day in unknown.Where(planned => planned.PreRegistered).GroupBy(planned => planned.ExpectedOn))
            {
                await PreRegisterAsync(day.Key, [.. day], cancellationToken);
            }

            await announced.WriteAsync(slice, cancellationToken);
        }

        run.Counters.CompletePlan();
        announced.Complete();
    }

    // Two lookups are enough: the first announced and the first unannounced vehicle of the plan.
    private async Task<bool> HasRunBeforeAsync(PlannedVehicle[] slice, CancellationToken cancellationToken)
    {
        foreach (var first in slice.DistinctBy(planned => planned.PreRegistered))
        {
            if (await movements.FindAsync(first.Vehicle, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private Task PreRegisterAsync(DateOnly day, List<PlannedVehicle> vehicles, CancellationToken cancellationToken) =>
        BatchSender.SendAsync(
            vehicles,
            async batch =>
            {
                var response = await run.Client.Entry.PreRegisterAsync(
                    new PreRegistrationRequest
                    {
                        Port = run.Port,
                        ExpectedOn = day,
                        Vehicles = [.. batch.Select(planned => planned.Vehicle)],
                    },
                    cancellationToken
                );
                foreach (var (movement, planned) in response.Movements.Zip(batch))
                {
                    if (planned.NoShow)
                    {
                        movements.RememberAnnouncement(planned, movement.MovementId);
                    }
                }

                run.Counters.Count(counts => counts with { PreRegistered = counts.PreRegistered + batch.Count });
            },
            (planned, conflict) => planned.Vehicle.Vin == conflict.Vin,
            planned => movements.TakeOverAsync(planned, cancellationToken)
        );
}
