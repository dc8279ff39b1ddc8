using PortTracker.Contracts.Events;
using PortTracker.Contracts.Operations;

namespace PortTracker.ApiClient.Automation;

/// <summary>Whether the services have applied all events of the others.</summary>
public static class FeedPositions
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Reads the feeds of all services in the direction in which events flow. In a quiet system, the result is consistent.</summary>
    public static async Task<IReadOnlyList<FeedStatus>> ReadAsync(
        PortTrackerClient client,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        var feeds = new List<FeedStatus>();
        foreach (var service in ServiceNames.All)
        {
            feeds.Add(await client.Operations.FeedAsync(service, cancellationToken));
        }

        return feeds;
    }

    /// <summary>Whether every service has applied everything up to the head of each service that it listens to.</summary>
    public static bool AreDrained(IReadOnlyList<FeedStatus> feeds) => !Lags(feeds).Any();

    /// <summary>Waits until the feeds are drained.</summary>
    /// <returns>The drained feeds, or their last state when the time is over.</returns>
    public static async Task<IReadOnlyList<FeedStatus>> DrainAsync(
        PortTrackerClient client,
        TimeSpan timeout,
        CancellationToken cancellationToken = default
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var feeds = await ReadAsync(client, cancellationToken);
            if (AreDrained(feeds) || TimeProvider.System.GetElapsedTime(started) > timeout)
            {
                return feeds;
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <summary>Describes each service that is behind another.</summary>
    public static IEnumerable<string> Lags(IReadOnlyList<FeedStatus> feeds)
    {
        var heads = feeds.ToDictionary(feed => feed.Service, feed => feed.Head, StringComparer.Ordinal);
        return from feed in feeds
            from position in feed.Positions
            where heads.TryGetValue(position.Key, out var head) && position.Value < head
            select $"{feed.Service} has {position.Value} of {heads[position.Key]} events of {position.Key}";
    }
}
