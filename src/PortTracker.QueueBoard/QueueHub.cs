using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;

namespace PortTracker.QueueBoard;

/// <summary>The hub of the live boards; see <see cref="IQueueHub"/>.</summary>
internal sealed class QueueHub(LiveBoards boards, PortCatalog ports, Watchers watchers, AccessRegister register)
    : Hub<IQueueHubClient>,
        IQueueHub
{
    public Task<BoardSnapshot> Watch(string port)
    {
        var board = BoardOf(port);
        // Before the snapshot is taken: a delta that falls between the two is older than the snapshot, and ignored.
        watchers.Add(new Watcher(Context.ConnectionId, board));
        return Task.FromResult(board.Snapshot());
    }

    [Authorize(Policies.Firms)]
    public Task<FirmSnapshot> WatchFirm(string port)
    {
        // The policy looks at what the connection began with, which may be long ago.
        var user = Context.User!;
        if (!register.StillAdmits(user))
        {
            Context.Abort();
            throw new HubException("The session was ended, or the key has run out or was revoked: sign in again.");
        }

        var board = BoardOf(port);
        var firm = new Caller(user).Firm!;
        watchers.Add(new FirmWatcher(Context, user, board, firm));
        return Task.FromResult(board.Firms.Snapshot(firm));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watchers.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    private LiveBoard BoardOf(string port) => boards.Of(port) ?? throw new HubException(ports.UnknownPort(port));
}

/// <summary>Who watches what: of each connection a board, and, apart from that, its firm's movements.</summary>
internal sealed class Watchers
{
    private readonly ConcurrentDictionary<string, Watcher> watchers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FirmWatcher> firmWatchers = new(StringComparer.Ordinal);

    public void Add(Watcher watcher) => watchers[watcher.ConnectionId] = watcher;

    public void Add(FirmWatcher watcher) => firmWatchers[watcher.ConnectionId] = watcher;

    public void Remove(string connectionId)
    {
        watchers.TryRemove(connectionId, out _);
        firmWatchers.TryRemove(connectionId, out _);
    }

    public IEnumerable<Watcher> Of(LiveBoard board) => watchers.Values.Where(watcher => watcher.Board == board);

    /// <summary>Those who watch a firm's movements on a board, by firm. The connections of those who may no longer are closed.</summary>
    public ILookup<string, FirmWatcher> OfFirms(LiveBoard board, AccessRegister register)
    {
        var all = firmWatchers
            .Values.Where(watcher => watcher.Board == board)
            .ToLookup(watcher => register.StillAdmits(watcher.User));
        foreach (var ended in all[false])
        {
            Remove(ended.ConnectionId);
            ended.Close();
        }

        return all[true].ToLookup(watcher => watcher.Firm, StringComparer.Ordinal);
    }
}

/// <summary>A connection that watches a board.</summary>
internal sealed class Watcher(string connectionId, LiveBoard board)
{
    private readonly Outlet outlet = new();

    public string ConnectionId => connectionId;
    public LiveBoard Board => board;

    public void Send(IHubContext<QueueHub, IQueueHubClient> hub, BoardDelta delta) =>
        outlet.Send(() => hub.Clients.Client(connectionId).BoardChanged(delta));
}

/// <summary>A connection that watches its firm's movements. It is sent to by its own id, never through a group that others might join.</summary>
internal sealed class FirmWatcher(HubCallerContext connection, ClaimsPrincipal user, LiveBoard board, string firm)
{
    private readonly Outlet outlet = new();

    public string ConnectionId => connection.ConnectionId;

    /// <summary>Who it was when the watch began: the connection's own user may be another by now, or nobody.</summary>
    public ClaimsPrincipal User => user;
    public LiveBoard Board => board;
    public string Firm => firm;

    public void Send(IHubContext<QueueHub, IQueueHubClient> hub, FirmDelta delta) =>
        outlet.Send(() => hub.Clients.Client(ConnectionId).FirmChanged(delta));

    public void Close() => connection.Abort();
}

/// <summary>What goes to one connection. It is never waited for: one that cannot keep up misses deltas, sees the gap, and asks anew.</summary>
internal sealed class Outlet
{
    private Task sending = Task.CompletedTask;

    public void Send(Func<Task> send)
    {
        if (sending.IsCompleted)
        {
            sending = send();
        }
    }
}

/// <summary>Sends what has changed, at most four times a second.</summary>
internal sealed class Broadcast(
    LiveBoards boards,
    Watchers watchers,
    AccessRegister register,
    IHubContext<QueueHub, IQueueHubClient> hub
) : BackgroundService
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

                var firmDeltas = board.Firms.TakeDeltas();
                var firmWatchers = watchers.OfFirms(board, register);
                foreach (var (firm, firmDelta) in firmDeltas)
                {
                    foreach (var watcher in firmWatchers[firm])
                    {
                        watcher.Send(hub, firmDelta);
                    }
                }
            }
        }
    }
}
