using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Board;

namespace PortTracker.EndToEnd;

internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until a condition holds, as long as a busy machine may need.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(Patience, what);
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until every service has processed every event of the others.</summary>
    public static async Task SettleAsync(this PortTrackerClient client)
    {
        var feeds = await FeedPositions.DrainAsync(client, Patience);
        FeedPositions.AreDrained(feeds).ShouldBeTrue("the feeds did not drain");
        feeds.Sum(feed => feed.Failed).ShouldBe(0, "events were set aside");
    }

    /// <summary>Waits until the board shows these movements.</summary>
    public static Task ShowsAsync(this PortTrackerClient client, IEnumerable<Guid> movements) =>
        UntilAsync(
            "The vehicles did not come to the board.",
            async () =>
            {
                var board = await client.Board.SnapshotAsync(TestTraffic.Port);
                return movements.Except(board.Vehicles.Select(vehicle => vehicle.MovementId)).ToList() is [];
            }
        );
}
