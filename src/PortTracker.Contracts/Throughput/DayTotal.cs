namespace PortTracker.Contracts.Throughput;

/// <summary>Vehicles exported on one business day: <c>GET /api/throughput/days?port=&amp;from=&amp;to=</c>.</summary>
/// <param name="Date">The day, in the port's time zone.</param>
/// <param name="Vehicles">Vehicles exported.</param>
/// <param name="Closed">Whether the day is over and counted.</param>
/// <param name="Dirty">Whether a late event waits to be counted.</param>
/// <param name="Revision">1 until the day is over; one more for each later count that differed.</param>
/// <param name="AsOf">When it was counted last (UTC).</param>
public sealed record DayTotal(DateOnly Date, long Vehicles, bool Closed, bool Dirty, int Revision, DateTimeOffset AsOf);
