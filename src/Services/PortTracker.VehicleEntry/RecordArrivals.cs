using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>Vehicles arrive at the gate. Each gets a lane and a queue number.</summary>
internal static class RecordArrivals
{
    private const string Reason = "Arrival";

    public static async Task<Results<Ok<ArrivalResponse>, ProblemHttpResult>> HandleAsync(
        ArrivalRequest request,
        EntryDb db,
        PortCatalog ports,
        CurrentAction current,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGetFromRequest(request.Port, out var port, out var unknownPort))
        {
            return unknownPort;
        }

        var now = current.Now;
        if (!now.By.MayActAt(port.Code))
        {
            return ProblemResults.OtherPort(port.Code);
        }

        var expected = await ExpectedVehicles.LoadAsync(db, port.Code, request.Arrivals, now, cancellationToken);
        var (arrivals, problem) = ArrivalRules.Check(request.Arrivals, port, expected, now);
        if (problem is not null)
        {
            return problem;
        }

        var lanes = await LaneAllocation.LoadAsync(db, port, cancellationToken);
        return TypedResults.Ok(
            new ArrivalResponse { Arrivals = [.. arrivals.Select(arrival => Record(db, arrival, port, lanes, now))] }
        );
    }

    private static ArrivedVehicle Record(
        EntryDb db,
        CheckedArrival arrival,
        Port port,
        LaneAllocation lanes,
        ActionContext now
    )
    {
        var act = now.At(arrival.Arrival.OccurredAt);
        var movement = arrival.Announcement;
        if (movement is null)
        {
            movement = Movement.Unannounced(port, arrival.Papers!, act);
            db.Movements.Add(movement);
        }

        var (ticket, position) = lanes.Draw(arrival.Arrival.Lane, movement.Vehicle.Category, act.OccurredAt);
        db.Record(movement.Arrive(Plate.Normalise(arrival.Arrival.Plate), ticket, act));
        db.QueueChanges.Add(
            new QueueChangeRecord
            {
                MovementId = movement.Id,
                ToLane = ticket.Lane,
                ToPosition = position,
                Actor = act.Actor,
                Reason = Reason,
                At = act.OccurredAt,
            }
        );
        return new ArrivedVehicle(
            movement.Id,
            movement.Vin,
            ticket.Lane,
            ticket.Number,
            movement.Version,
            Vin.FindWarning(movement.Vin)
        );
    }
}
