namespace PortTracker.VehicleEntry;

/// <summary>A place in a lane: the number that calls the vehicle, and the rank that orders it.</summary>
internal readonly record struct QueueTicket(string Lane, string Number, long Rank);
