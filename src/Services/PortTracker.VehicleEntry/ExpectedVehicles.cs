using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.VehicleEntry;

/// <summary>The open movements of the vehicles at the gate: those announced, and those already in the port.</summary>
internal sealed class ExpectedVehicles(string port, IEnumerable<Movement> open)
{
    private readonly ILookup<string, Movement> byVin = open.ToLookup(m => m.Vin, StringComparer.Ordinal);

    public static async Task<ExpectedVehicles> LoadAsync(
        EntryDb db,
        string port,
        IEnumerable<Arrival> arrivals,
        CancellationToken cancellationToken
    )
    {
        var vins = arrivals.Select(arrival => Vin.Normalise(arrival.Vin)).ToArray();
        return new ExpectedVehicles(
            port,
            await db.Movements.Where(m => m.IsOpen && EF.Parameter(vins).Contains(m.Vin)).ToListAsync(cancellationToken)
        );
    }

    public Movement? OnSite(string vin) => byVin[vin].FirstOrDefault(m => m.IsOnSite);

    /// <summary>The firms that announced the vehicle or have it in the port.</summary>
    public IReadOnlyList<string> Firms(string vin) => [.. byVin[vin].Select(m => m.Operator)];

    /// <summary>
    /// The announcement that an arrival fulfils; null if there is none, or more than one. Several firms may have announced one
    /// vehicle. Its papers name the firm that brings it: if that firm did not announce it, it arrives unannounced. Without papers it
    /// is the only announcement, at this port before other ports.
    /// </summary>
    public Movement? AnnouncementFor(Arrival arrival, string vin, Vehicle? papers)
    {
        var announced = byVin[vin].Where(m => !m.IsOnSite).ToList();
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
