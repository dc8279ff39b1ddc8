using System.Collections.Concurrent;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>The server's movements of planned vehicles: made by this run, by an earlier run of the plan, or by someone else.</summary>
internal sealed class PlannedMovements(SimulationRun run)
{
    private readonly ConcurrentDictionary<string, Guid> _announced = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EntryMovement> _pastGate = new(StringComparer.Ordinal);

    /// <summary>Whether the vehicle was found past the gate, so that it must not arrive again.</summary>
    public bool IsPastGate(PlannedVehicle planned) => _pastGate.ContainsKey(planned.Vehicle.Vin);

    /// <summary>The pre-registration of a vehicle that will not arrive: no-shows are recorded by id only.</summary>
    public Guid AnnouncementOf(PlannedVehicle planned) => _announced[planned.Vehicle.Vin];

    public void RememberAnnouncement(PlannedVehicle planned, Guid movementId) =>
        _announced[planned.Vehicle.Vin] = movementId;

    /// <summary>All movements of the port.</summary>
    public async Task<KnownMovements> SurveyAsync(CancellationToken cancellationToken)
    {
        var survey = new KnownMovements();
        await foreach (var movement in run.Client.Entry.Movements(run.Port).WithCancellation(cancellationToken))
        {
            survey.Add(movement);
        }

        return survey;
    }

    /// <summary>The latest movement of a vehicle with its firm.</summary>
    public async Task<EntryMovement?> FindAsync(Vehicle vehicle, CancellationToken cancellationToken)
    {
        var movements = await run
            .Client.Entry.Movements(run.Port, vehicle.Vin)
            .Where(movement => movement.State.Vehicle.Operator == vehicle.Operator)
            .ToListAsync(cancellationToken);
        return movements.MaxBy(movement => movement.State.ArrivedAt ?? movement.State.PreRegisteredAt);
    }

    /// <summary>Continues with a movement that the server already has, if it has one.</summary>
    public async Task TakeOverAsync(PlannedVehicle planned, CancellationToken cancellationToken)
    {
        if (await FindAsync(planned.Vehicle, cancellationToken) is { } movement)
        {
            TakeOver(planned, movement);
        }
    }

    /// <summary>Continues with a movement that the server already has.</summary>
    public void TakeOver(PlannedVehicle planned, EntryMovement movement)
    {
        if (movement.State.Status is EntryStatus.PreRegistered)
        {
            RememberAnnouncement(planned, movement.MovementId);
        }
        else if (!_pastGate.TryAdd(planned.Vehicle.Vin, movement))
        {
            return;
        }
        else if (movement.OnSite)
        {
            run.Counters.Count(counts => counts with { Arrived = counts.Arrived + 1 });
        }
        else
        {
            run.Counters.End(
                [planned],
                (counts, ended) => counts with { EndedElsewhere = counts.EndedElsewhere + ended }
            );
        }
    }
}
