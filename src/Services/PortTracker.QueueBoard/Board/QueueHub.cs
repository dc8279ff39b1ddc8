using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.QueueBoard.Board;

/// <summary>The hub of the live boards; see <see cref="IQueueHub"/>.</summary>
internal sealed class QueueHub(PortBoards boards, PortCatalog ports, Watchers watchers, AccessRegister register)
    : Hub<IQueueHubClient>,
        IQueueHub
{
    public Task<BoardSnapshot> Watch(string port)
    {
        var board = BoardOf(port);
        // Added before the snapshot is taken: the client ignores a delta between the two, as it is older than the snapshot.
        watchers.Add(new Watcher(Context.ConnectionId, board));
        return Task.FromResult(board.Snapshot());
    }

    [Authorize(Policies.Firms)]
    public Task<FirmSnapshot> WatchFirm(string port)
    {
        // The policy checks the claims from the start of the connection, which may be long ago.
        var user = Context.User!;
        if (!register.StillAdmits(user))
        {
            Context.Abort();
            throw new HubException("The session has ended, or the key has expired or was revoked. Sign in again.");
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

    private PortBoard BoardOf(string? port) =>
        ports.TryGet(port, out var known) ? boards[known] : throw new HubException(ports.UnknownPort(port));
}
