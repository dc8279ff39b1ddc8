using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.VehicleEntry;

/// <summary>An arrival that the rules accept.</summary>
/// <param name="Arrival">The arrival as the gate sent it.</param>
/// <param name="Announcement">The announcement that it fulfils; null for a vehicle that arrives unannounced.</param>
/// <param name="Papers">The papers sent with it.</param>
internal sealed record CheckedArrival(Arrival Arrival, Movement? Announcement, Vehicle? Papers);
