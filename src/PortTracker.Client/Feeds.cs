using PortTracker.Contracts;

namespace PortTracker.Client;

/// <summary>Whether the services have heard all that the others said.</summary>
public static class Feeds
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>The feeds of all services, in the direction in which events flow, so that a reading of a quiet system is sound.</summary>
    public static async Task<IReadOnlyList<FeedStatus>> ReadAsync(
        PortTrackerClient client,
        CancellationToken cancellationToken = default
    )
    {
        var feeds = new List<FeedStatus>();
        foreach (var service in ServiceNames.All)
        {
            feeds.Add(await client.FeedAsync(service, cancellationToken));
        }

        return feeds;
    }

    /// <summary>Whether every service has committed everything up to the head of each service to which it listens.</summary>
    public static bool AreDrained(IReadOnlyList<FeedStatus> feeds) => !Lags(feeds).Any();

    /// <summary>Waits until they are drained.</summary>
    /// <returns>The drained feeds, or after the patience those that were not.</returns>
    public static async Task<IReadOnlyList<FeedStatus>> DrainAsync(
        PortTrackerClient client,
        TimeSpan patience,
        CancellationToken cancellationToken = default
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var feeds = await ReadAsync(client, cancellationToken);
            if (AreDrained(feeds) || TimeProvider.System.GetElapsedTime(started) > patience)
            {
                return feeds;
            }

            await Task.Delay(BetweenLooks, cancellationToken);
        }
    }

    /// <summary>Each service that is behind another, in words.</summary>
    internal static IEnumerable<string> Lags(IReadOnlyList<FeedStatus> feeds)
    {
        var heads = feeds.ToDictionary(feed => feed.Service, feed => feed.Head, StringComparer.Ordinal);
        return from feed in feeds
            from position in feed.Positions
            where heads.TryGetValue(position.Key, out var head) && position.Value < head
            select $"{feed.Service} has {position.Value} of {heads[position.Key]} events of {position.Key}";
    }
}
