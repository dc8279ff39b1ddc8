namespace PortTracker.Contracts.Operations;

/// <summary>Requests events again: <c>POST /api/{service}/replays</c> and <c>POST /api/{service}/refills</c>.</summary>
public sealed record ReplayRequest
{
    /// <summary>Only events that were recorded from then on (UTC); null for all that the journals still hold.</summary>
    public DateTimeOffset? From { get; init; }
}
