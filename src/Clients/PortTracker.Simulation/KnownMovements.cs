using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>The latest movement of each vehicle with each firm: several firms may have announced the same vehicle.</summary>
internal sealed class KnownMovements
{
    private readonly Dictionary<(string Vin, string Operator), EntryMovement> _movements = [];

    public EntryMovement? Of(Vehicle vehicle) => _movements.GetValueOrDefault((vehicle.Vin, vehicle.Operator));

    public void Add(EntryMovement movement) =>
        _movements[(movement.State.Vehicle.Vin, movement.State.Vehicle.Operator)] = movement;
}
