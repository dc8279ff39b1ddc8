using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>Decides which arrivals the gate can record, and why the others are refused.</summary>
internal sealed class ArrivalRules
{
    private readonly Port port;
    private readonly ExpectedVehicles expected;
    private readonly ActionContext now;
    private readonly FieldErrors errors = new();
    private readonly List<StateConflict> conflicts = [];

    private ArrivalRules(Port port, ExpectedVehicles expected, ActionContext now) =>
        (this.port, this.expected, this.now) = (port, expected, now);

    /// <summary>The arrivals in the order of the request, or the answer that refuses them all.</summary>
    public static (IReadOnlyList<CheckedArrival> Arrivals, ProblemHttpResult? Problem) Check(
        IReadOnlyList<Arrival> arrivals,
        Port port,
        ExpectedVehicles expected,
        ActionContext now
    )
    {
        var rules = new ArrivalRules(port, expected, now);
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<CheckedArrival> accepted = [];
        foreach (var (i, arrival) in arrivals.Index())
        {
            var vin = Vin.Normalise(arrival.Vin);
            if (!seen.Add(vin))
            {
                rules.errors.Add($"arrivals[{i}].vin", "This VIN is in the request twice. Send it once.");
            }

            accepted.Add(rules.Check(arrival, vin, $"arrivals[{i}]"));
        }

        return (accepted, rules.Problem());
    }

    private ProblemHttpResult? Problem() =>
        errors.Any ? errors.ToProblem()
        : conflicts.Count > 0 ? ProblemResults.Conflict(conflicts)
        : null;

    private CheckedArrival Check(Arrival arrival, string vin, string field)
    {
        errors.AddIfImpossible($"{field}.occurredAt", arrival.OccurredAt, now);
        var papers = arrival.Vehicle?.Normalised();
        var announcement = expected.AnnouncementFor(arrival, vin, papers);
        if (expected.OnSite(vin) is { } here)
        {
            Refuse(
                here,
                $"{vin} is already in the port (queue number {here.QueueNumber}, since {here.ArrivedAt:u}). Check the VIN, or open that vehicle."
            );
        }
        else if (expected.OnSiteAt(vin, arrival.OccurredAt ?? now.OccurredAt) is { } stay)
        {
            Refuse(
                stay,
                $"{vin} was in the port from {stay.ArrivedAt:u} to {stay.LeftAt:u}, so this arrival is recorded already. If the vehicle came again, send the time when it did."
            );
        }
        else if (announcement is not null)
        {
            CheckAnnouncement(announcement, papers);
        }
        else
        {
            CheckUnannounced(arrival, vin, papers, field);
        }

        if (arrival.Lane is { } lane && (announcement?.Vehicle ?? papers)?.Category is { } category)
        {
            CheckLane(lane, category, field);
        }

        return new CheckedArrival(arrival, announcement, papers);
    }

    private void CheckAnnouncement(Movement announcement, Vehicle? papers)
    {
        var vin = announcement.Vin;
        if (!string.Equals(announcement.Port, port.Code, StringComparison.Ordinal))
        {
            Refuse(
                announcement,
                $"{vin} is announced at {announcement.Port}. Have that announcement cancelled to record the arrival here."
            );
        }
        else if (papers is not null && papers with { Plate = announcement.Vehicle.Plate } != announcement.Vehicle)
        {
            Refuse(
                announcement,
                $"The papers at the gate differ from those announced for {vin}. Leave them out to use the announced ones, or cancel the announcement to use these."
            );
        }
    }

    private void CheckUnannounced(Arrival arrival, string vin, Vehicle? papers, string field)
    {
        if (arrival.MovementId is { } id)
        {
            errors.Add($"{field}.movementId", $"{vin} is not announced as {id}. Look the vehicle up again.");
        }
        else if (papers is null && expected.Firms(vin) is [])
        {
            errors.Add(
                $"{field}.vehicle",
                "This VIN is not pre-registered. Send the vehicle's papers with the arrival."
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
                        $"Several firms announced {vin} ({string.Join(", ", expected.Firms(vin))}). Send movementId, or the vehicle's papers.",
                }
            );
        }
        else if (papers.Vin != vin)
        {
            errors.Add($"{field}.vehicle.vin", $"The papers are for another vehicle. The VIN at the gate is {vin}.");
        }
    }

    private void CheckLane(string name, VehicleCategory category, string field)
    {
        if (port.Lanes.FirstOrDefault(lane => lane.Name == name) is not { } lane)
        {
            errors.Add(
                $"{field}.lane",
                $"Lane '{name}' does not exist. Use one of: {string.Join(", ", port.Lanes.Select(l => l.Name))}."
            );
        }
        else if (!lane.Takes(category))
        {
            errors.Add($"{field}.lane", $"Lane {name} does not take a {category}.");
        }
    }

    private void Refuse(Movement movement, string reason) => conflicts.Add(movement.Conflict(reason));
}
