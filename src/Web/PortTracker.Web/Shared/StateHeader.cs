namespace PortTracker.Web.Shared;

/// <summary>Position of a snapshot or delta.</summary>
/// <param name="Port">Code of the port.</param>
/// <param name="Sequence">Number of the state.</param>
/// <param name="AsOf">The moment that the state describes (UTC).</param>
/// <param name="StaleSince">Since when the server itself receives no news (UTC); null while it does.</param>
public sealed record StateHeader(string Port, long Sequence, DateTimeOffset AsOf, DateTimeOffset? StaleSince);
