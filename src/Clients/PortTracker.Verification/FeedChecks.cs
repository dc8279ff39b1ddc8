using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Operations;

namespace PortTracker.Verification;

/// <summary>Whether every service has applied the events of the others.</summary>
internal static class FeedChecks
{
    public static IEnumerable<ConsistencyCheck> All(IReadOnlyList<FeedStatus> feeds) =>
        [
            ConsistencyCheck.Of("Every service has applied all events", feeds.Count, FeedPositions.Lags(feeds)),
            ConsistencyCheck.Of(
                "No event has failed",
                feeds.Count,
                from feed in feeds
                where feed.Failed > 0
                select $"{feed.Service} could not apply {feed.Failed}"
            ),
        ];
}
