using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace PortTracker.QueueBoard;

/// <summary>The hub of the live boards; see <see cref="IQueueHub"/>.</summary>
internal sealed class QueueHub(LiveBoards boards, PortCatalog ports, Watchers watchers)
    : Hub<IQueueHubClient>,
        IQueueHub
{
    public Task<BoardSnapshot> Watch(string port)
    {
        var board = boards.Of(port) ?? throw new HubException(ports.UnknownPort(port));
        // Before the snapshot is taken: a delta that falls between the two is older than the snapshot, and ignored.
        watchers.Add(Context.ConnectionId, board);
        return Task.FromResult(board.Snapshot());
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watchers.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}

/// <summary>Who watches what.</summary>
internal sealed class Watchers
{
    private readonly ConcurrentDictionary<string, Watcher> watchers = new(StringComparer.Ordinal);

    public void Add(string connectionId, LiveBoard board) => watchers[connectionId] = new Watcher(connectionId, board);

    public void Remove(string connectionId) => watchers.TryRemove(connectionId, out _);

    public IEnumerable<Watcher> Of(LiveBoard board) => watchers.Values.Where(watcher => watcher.Board == board);
}

/// <summary>One connection. It is never waited for: one that cannot keep up misses deltas, sees the gap, and asks anew.</summary>
internal sealed class Watcher(string connectionId, LiveBoard board)
{
    private Task sending = Task.CompletedTask;

    public LiveBoard Board => board;

    public void Send(IHubContext<QueueHub, IQueueHubClient> hub, BoardDelta delta)
    {
        if (sending.IsCompleted)
        {
            sending = hub.Clients.Client(connectionId).BoardChanged(delta);
        }
    }
}

/// <summary>Sends what has changed, at most four times a second.</summary>
internal sealed class Broadcast(LiveBoards boards, Watchers watchers, IHubContext<QueueHub, IQueueHubClient> hub)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var board in boards.All)
            {
                if (board.TakeDelta() is { } delta)
                {
                    foreach (var watcher in watchers.Of(board))
                    {
                        watcher.Send(hub, delta);
                    }
                }
            }
        }
    }
}
