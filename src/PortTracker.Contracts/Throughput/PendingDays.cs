namespace PortTracker.Contracts.Throughput;

/// <summary>The days of a port that wait to be counted.</summary>
/// <param name="Port">Code of the port.</param>
/// <param name="Dirty">Days whose movements have changed since they were counted.</param>
/// <param name="First">The first of those days, at most 100, in the port's time zone.</param>
/// <param name="Open">Days that were not over when they were counted: counted at each run until they are.</param>
public sealed record PendingDays(string Port, int Dirty, IReadOnlyList<DateOnly> First, int Open);
