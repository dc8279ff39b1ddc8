using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.ServiceCore.Actions;

namespace PortTracker.VehicleEntry;

/// <summary>The movements of the vehicles at the gate: those announced, those already in the port, and those that have left since.</summary>
internal sealed class ExpectedVehicles(string port, IReadOnlyCollection<Movement> movements)
{
    private readonly ILookup<string, Movement> open = movements
        .Where(m => m.IsOpen)
        .ToLookup(m => m.Vin, StringComparer.Ordinal);

    private readonly ILookup<string, Movement> ended = movements
        .Where(m => !m.IsOpen)
        .ToLookup(m => m.Vin, StringComparer.Ordinal);

    public static async Task<ExpectedVehicles> LoadAsync(
        EntryDb db,
        string port,
        IReadOnlyList<Arrival> arrivals,
        ActionContext now,
        CancellationToken cancellationToken
    )
    {
        var earliest = arrivals.Min(arrival => arrival.OccurredAt ?? now.OccurredAt);
        var vins = arrivals.Select(arrival => Vin.Normalise(arrival.Vin)).ToArray();
        return new ExpectedVehicles(
            port,
            await db
                .Movements.Where(m => EF.Parameter(vins).Contains(m.Vin) && (m.IsOpen || m.LeftAt > earliest))
                .ToListAsync(cancellationToken)
        );
    }

    public Movement? OnSite(string vin) => open[vin].FirstOrDefault(m => m.IsOnSite);

    /// <summary>The movement with which the vehicle was in the port at that time, and has left since.</summary>
    public Movement? OnSiteAt(string vin, DateTimeOffset at) => ended[vin].FirstOrDefault(m => m.WasOnSite(at));

    /// <summary>The firms that announced the vehicle or have it in the port.</summary>
    public IReadOnlyList<string> Firms(string vin) => [.. open[vin].Select(m => m.Operator)];

    /// <summary>
    /// The announcement that an arrival fulfils; null if there is none, or more than one. Several firms may have announced one
    /// vehicle. Its papers name the firm that brings it: if that firm did not announce it, it arrives unannounced. Without papers it
    /// is the only announcement, at this port before other ports.
    /// </summary>
    public Movement? AnnouncementFor(Arrival arrival, string vin, Vehicle? papers)
    {
        var announced = open[vin].Where(m => !m.IsOnSite).ToList();
        if (arrival.MovementId is { } id)
        {
            return announced.Find(m => m.Id == id);
        }

        if (papers is not null)
        {
            return announced.Find(m => m.Operator == papers.Operator);
        }

        var announcedHere = announced.FindAll(m => string.Equals(m.Port, port, StringComparison.Ordinal));
        return (announcedHere is [] ? announced : announcedHere) is [var only] ? only : null;
    }
}
