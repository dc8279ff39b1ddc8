using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.VehicleEntry;

/// <summary>Vehicles come through the gate: each gets a lane and a queue number.</summary>
internal static class GateArrival
{
    private const string Reason = "Arrival";

    public static async Task<Results<Ok<ArrivalResponse>, ProblemHttpResult>> HandleAsync(
        ArrivalRequest request,
        EntryDb db,
        PortCatalog ports,
        CurrentAct current,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGet(request.Port, out var port))
        {
            return Problems.Invalid("port", ports.UnknownPort(request.Port));
        }

        var now = current.Now;
        if (!now.By.MayActAt(port.Code))
        {
            return Problems.OtherPort(port.Code);
        }

        var vins = request.Arrivals.Select(arrival => Vin.Normalise(arrival.Vin)).ToArray();
        var open = await db
            .Movements.Where(m => m.IsOpen && EF.Parameter(vins).Contains(m.Vin))
            .ToDictionaryAsync(m => m.Vin, StringComparer.Ordinal, cancellationToken);

        var errors = new FieldErrors();
        List<StateConflict> conflicts = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (var i = 0; i < vins.Length; i++)
        {
            Check(request.Arrivals[i], vins[i], $"arrivals[{i}]");
        }

        if (errors.Any)
        {
            return errors.ToProblem();
        }

        if (conflicts.Count > 0)
        {
            return Problems.Conflict(conflicts);
        }

        var lanes = await Lanes.LoadAsync(db, port, cancellationToken);
        var arrived = new Arrived[vins.Length];
        for (var i = 0; i < vins.Length; i++)
        {
            arrived[i] = Admit(request.Arrivals[i], vins[i]);
        }

        return TypedResults.Ok(new ArrivalResponse { Arrivals = arrived });

        void Check(Arrival arrival, string vin, string field)
        {
            if (!seen.Add(vin))
            {
                errors.Add($"{field}.vin", "This VIN is in the request twice.");
            }

            errors.AddIfImpossible($"{field}.occurredAt", arrival.OccurredAt, now);
            var category = arrival.Vehicle?.Category;
            if (!open.TryGetValue(vin, out var movement))
            {
                if (arrival.Vehicle is null)
                {
                    errors.Add(
                        $"{field}.vehicle",
                        "This VIN is not pre-registered: send the vehicle's papers with the arrival."
                    );
                }
                else if (!string.Equals(Vin.Normalise(arrival.Vehicle.Vin), vin, StringComparison.Ordinal))
                {
                    errors.Add(
                        $"{field}.vehicle.vin",
                        $"The papers are for another vehicle than the one at the gate ({vin})."
                    );
                }
            }
            else if (movement.IsOnSite)
            {
                conflicts.Add(
                    movement.Conflict(
                        $"{vin} stands in the port already ({movement.QueueNumber}, since {movement.ArrivedAt:u}): read the VIN again, or look that vehicle up."
                    )
                );
            }
            else if (!string.Equals(movement.Port, port.Code, StringComparison.Ordinal))
            {
                conflicts.Add(
                    movement.Conflict($"{vin} is announced at {movement.Port}: have that cancelled to take it in here.")
                );
            }
            else if (
                arrival.Vehicle is { } papers
                && papers.Normalised() with { Plate = movement.Vehicle.Plate } != movement.Vehicle
            )
            {
                conflicts.Add(
                    movement.Conflict(
                        $"The papers at the gate are not those with which {vin} was announced: leave them out to take the announced ones, or cancel the announcement to take these."
                    )
                );
            }
            else
            {
                category = movement.Vehicle.Category;
            }

            if (arrival.Lane is { } lane && category is { } kind)
            {
                if (port.Lanes.FirstOrDefault(l => l.Name == lane) is not { } known)
                {
                    errors.Add(
                        $"{field}.lane",
                        $"There is no lane '{lane}'; there is {string.Join(", ", port.Lanes.Select(l => l.Name))}."
                    );
                }
                else if (!known.Takes(kind))
                {
                    errors.Add($"{field}.lane", $"Lane {lane} does not take a {kind}.");
                }
            }
        }

        Arrived Admit(Arrival arrival, string vin)
        {
            var act = now.At(arrival.OccurredAt);
            if (!open.TryGetValue(vin, out var movement))
            {
                movement = Movement.Unannounced(port, arrival.Vehicle!.Normalised(), act);
                db.Movements.Add(movement);
            }

            var (ticket, position) = lanes.Draw(arrival.Lane, movement.Vehicle.Category, act.OccurredAt);
            db.Record(movement.Arrive(Plate.Normalise(arrival.Plate), ticket, act));
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
            return new Arrived(movement.Id, vin, ticket.Lane, ticket.Number, movement.Version);
        }
    }

    /// <summary>The port's lanes with how many vehicles stand in each.</summary>
    private sealed class Lanes(Port port, Dictionary<string, LaneQueue> queues, Dictionary<string, int> waiting)
    {
        public static async Task<Lanes> LoadAsync(EntryDb db, Port port, CancellationToken cancellationToken)
        {
            var queues = await db
                .Lanes.Where(lane => lane.Port == port.Code)
                .ToDictionaryAsync(lane => lane.Name, StringComparer.Ordinal, cancellationToken);
            foreach (var lane in port.Lanes.Where(lane => !queues.ContainsKey(lane.Name)))
            {
                db.Lanes.Add(queues[lane.Name] = new LaneQueue(port.Code, lane.Name));
            }

            var waiting = await db
                .Movements.Where(m => m.Port == port.Code && m.IsOpen && m.Status == EntryStatus.Arrived)
                .GroupBy(m => m.Lane!)
                .Select(lane => new { lane.Key, Count = lane.Count() })
                .ToDictionaryAsync(lane => lane.Key, lane => lane.Count, StringComparer.Ordinal, cancellationToken);
            return new Lanes(port, queues, waiting);
        }

        public (QueueTicket Ticket, int Position) Draw(string? lane, VehicleCategory category, DateTimeOffset at)
        {
            var name =
                lane ?? port.Lanes.Where(l => l.Takes(category)).MinBy(l => waiting.GetValueOrDefault(l.Name))!.Name;
            var position = waiting[name] = waiting.GetValueOrDefault(name) + 1;
            return (queues[name].Draw(at), position);
        }
    }
}
