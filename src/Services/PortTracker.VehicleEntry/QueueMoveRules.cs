using PortTracker.Contracts.Entry;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.VehicleEntry;

/// <summary>Decides where a vehicle may be moved in the queue.</summary>
internal static class QueueMoveRules
{
    /// <summary>Why the vehicle cannot be moved; null if it can.</summary>
    public static string? CannotMoveReason(Movement movement) =>
        movement.IsOnSite ? null : "It is not in the queue. Check its current state.";

    /// <param name="request">The move.</param>
    /// <param name="movement">The vehicle to move.</param>
    /// <param name="before">The vehicle named in <see cref="QueueMoveRequest.Before"/>, if it exists.</param>
    /// <param name="port">The port of the vehicle.</param>
    public static FieldErrors Check(QueueMoveRequest request, Movement movement, Movement? before, Port port)
    {
        var errors = new FieldErrors();
        if (
            request.Before is not null
            && (before is not { IsOnSite: true } || before.Port != movement.Port || before.Id == movement.Id)
        )
        {
            errors.Add("before", "Name another vehicle that is in the queue of the same port.");
            return errors;
        }

        var lane = LaneFor(request, movement, before);
        if (request.Lane is { } named && named != lane)
        {
            errors.Add("lane", $"The vehicle named in 'before' is in lane {lane}. Name that lane, or none.");
        }
        else if (port.Lanes.FirstOrDefault(l => l.Name == lane)?.Takes(movement.Vehicle.Category) is not true)
        {
            errors.Add("lane", $"Lane {lane} does not take a {movement.Vehicle.Category}.");
        }

        return errors;
    }

    /// <summary>The lane of the vehicle named, else the lane named, else the lane that the vehicle is in.</summary>
    public static string LaneFor(QueueMoveRequest request, Movement movement, Movement? before) =>
        before?.Lane ?? request.Lane ?? movement.Lane!;

    /// <summary>A rank halfway between two vehicles; null if none is free.</summary>
    /// <param name="ahead">Rank of the vehicle ahead; null at the head of the lane.</param>
    /// <param name="before">Rank of the vehicle to be put before.</param>
    public static long? RankBetween(long? ahead, long before)
    {
        var rank = before - Math.Max((before - (ahead ?? 0)) / 2, 0);
        return rank == before || rank == ahead ? null : rank;
    }
}
