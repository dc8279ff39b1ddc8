using PortTracker.Contracts.Api;

namespace PortTracker.Contracts.FailedEvents;

/// <summary><c>POST /api/{service}/failures/previews</c> and <c>/redrives</c>: the failed events to work on.</summary>
public record FailedEventSelection
{
    /// <summary>Their ids, 1 to 500.</summary>
    [ItemCount]
    public required IReadOnlyList<string> Ids { get; init; }
}
