using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using PortTracker.Contracts.Board;

namespace PortTracker.QueueBoard.Board;

/// <summary>A connection that watches its firm's movements. Messages go to its own id, never to a group that others could join.</summary>
internal sealed class FirmWatcher(HubCallerContext connection, ClaimsPrincipal user, PortBoard board, string firm)
{
    private readonly ConnectionSender sender = new();

    public string ConnectionId => connection.ConnectionId;

    /// <summary>The user at the start of the watch. The connection's current user may differ, or be anonymous.</summary>
    public ClaimsPrincipal User => user;
    public PortBoard Board => board;
    public string Firm => firm;

    public void Send(IHubContext<QueueHub, IQueueHubClient> hub, FirmDelta delta) =>
        sender.Send(() => hub.Clients.Client(ConnectionId).FirmChanged(delta));

    public void Close() => connection.Abort();
}
