using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Ports;

namespace PortTracker.VehicleEntry;

/// <summary>Sends vehicles to the lanes of a port: to the lane that the gate names, or else to the shortest suitable one.</summary>
/// <param name="port">The port.</param>
/// <param name="queues">The queue of each lane.</param>
/// <param name="waiting">The number of vehicles in each lane; lanes without vehicles may be missing.</param>
internal sealed class LaneAllocation(
    Port port,
    IReadOnlyDictionary<string, LaneQueue> queues,
    Dictionary<string, int> waiting
)
{
    public static async Task<LaneAllocation> LoadAsync(EntryDb db, Port port, CancellationToken cancellationToken)
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
        return new LaneAllocation(port, queues, waiting);
    }

    /// <summary>The next ticket of a lane, and the vehicle's position in it, from 1.</summary>
    public (QueueTicket Ticket, int Position) Draw(string? lane, VehicleCategory category, DateTimeOffset at)
    {
        var name = lane ?? port.Lanes.Where(l => l.Takes(category)).MinBy(l => waiting.GetValueOrDefault(l.Name))!.Name;
        var position = waiting[name] = waiting.GetValueOrDefault(name) + 1;
        return (queues[name].Draw(at), position);
    }
}
