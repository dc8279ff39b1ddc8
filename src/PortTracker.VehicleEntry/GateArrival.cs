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
        var open = (
            await db.Movements.Where(m => m.IsOpen && EF.Parameter(vins).Contains(m.Vin)).ToListAsync(cancellationToken)
        ).ToLookup(m => m.Vin, StringComparer.Ordinal);

        var errors = new FieldErrors();
        List<StateConflict> conflicts = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        var announced = new Movement?[vins.Length];
        for (var i = 0; i < vins.Length; i++)
        {
            announced[i] = Check(request.Arrivals[i], vins[i], $"arrivals[{i}]");
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
            arrived[i] = Admit(request.Arrivals[i], announced[i]);
        }

        return TypedResults.Ok(new ArrivalResponse { Arrivals = arrived });

        // Returns the announcement upon which it comes, if there is one.
        Movement? Check(Arrival arrival, string vin, string field)
        {
            if (!seen.Add(vin))
            {
                errors.Add($"{field}.vin", "This VIN is in the request twice.");
            }

            errors.AddIfImpossible($"{field}.occurredAt", arrival.OccurredAt, now);
            var papers = arrival.Vehicle?.Normalised();
            var movement = Announced(arrival, vin, papers);
            if (open[vin].FirstOrDefault(m => m.IsOnSite) is { } here)
            {
                conflicts.Add(
                    here.Conflict(
                        $"{vin} stands in the port already ({here.QueueNumber}, since {here.ArrivedAt:u}): read the VIN again, or look that vehicle up."
                    )
                );
            }
            else if (movement is null)
            {
                if (arrival.MovementId is { } named)
                {
                    errors.Add(
                        $"{field}.movementId",
                        $"{vin} is not announced as {named} (any more): look it up again."
                    );
                }
                else if (papers is null && !open[vin].Any())
                {
                    errors.Add(
                        $"{field}.vehicle",
                        "This VIN is not pre-registered: send the vehicle's papers with the arrival."
                    );
                }
                else if (papers is null)
                {
                    conflicts.Add(
                        new StateConflict
                        {
                            Vin = vin,
                            State = nameof(EntryStatus.PreRegistered),
                            Reason =
                                $"{vin} is announced by {string.Join(" and by ", open[vin].Select(m => m.Operator))}: name the announcement upon which it comes, or send the vehicle's papers, which say who brings it.",
                        }
                    );
                }
                else if (papers.Vin != vin)
                {
                    errors.Add(
                        $"{field}.vehicle.vin",
                        $"The papers are for another vehicle than the one at the gate ({vin})."
                    );
                }
            }
            else if (!string.Equals(movement.Port, port.Code, StringComparison.Ordinal))
            {
                conflicts.Add(
                    movement.Conflict($"{vin} is announced at {movement.Port}: have that cancelled to take it in here.")
                );
            }
            else if (papers is not null && papers with { Plate = movement.Vehicle.Plate } != movement.Vehicle)
            {
                conflicts.Add(
                    movement.Conflict(
                        $"The papers at the gate are not those with which {vin} was announced: leave them out to take the announced ones, or cancel the announcement to take these."
                    )
                );
            }

            if (arrival.Lane is { } lane && (movement?.Vehicle ?? papers)?.Category is { } kind)
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

            return movement;
        }

        // Several firms may have announced one vehicle. Its papers say with whom it comes, and if that firm has not announced it, it
        // comes unannounced; without papers it is the only one that expects it, here before elsewhere.
        Movement? Announced(Arrival arrival, string vin, Vehicle? papers)
        {
            var expected = open[vin].Where(m => !m.IsOnSite).ToList();
            if (arrival.MovementId is { } named)
            {
                return expected.Find(m => m.Id == named);
            }

            if (papers is not null)
            {
                return expected.Find(m => m.Operator == papers.Operator);
            }

            var expectedHere = expected.FindAll(m => string.Equals(m.Port, port.Code, StringComparison.Ordinal));
            return (expectedHere is [] ? expected : expectedHere) is [var only] ? only : null;
        }

        Arrived Admit(Arrival arrival, Movement? movement)
        {
            var act = now.At(arrival.OccurredAt);
            if (movement is null)
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
            return new Arrived(movement.Id, movement.Vin, ticket.Lane, ticket.Number, movement.Version);
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
