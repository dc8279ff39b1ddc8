using PortTracker.ApiClient;
using PortTracker.Contracts.Events;

namespace PortTracker.Web.Features.Desk;

/// <summary>The events of a movement from all services.</summary>
internal static class MovementHistory
{
    /// <summary>Loads the events, in order.</summary>
    public static async Task<IReadOnlyList<PortEvent>> LoadAsync(MovementHistoryApi history, Guid movementId)
    {
        var parts = await Task.WhenAll(
            ServiceNames.Sources.Select(service => history.EventsAsync(service, movementId))
        );
        return [.. parts.SelectMany(InOrder).OrderBy(step => step.At).Select(step => step.Event)];
    }

    /// <summary>A service's events keep their own order, even if the time of one was recorded late.</summary>
    private static IEnumerable<(PortEvent Event, DateTimeOffset At)> InOrder(IReadOnlyList<PortEvent> events)
    {
        var at = DateTimeOffset.MaxValue;
        return events.Reverse().Select(e => (e, at = e.Header.OccurredAt < at ? e.Header.OccurredAt : at)).Reverse();
    }
}
