using Microsoft.AspNetCore.SignalR;
using PortTracker.Contracts.Board;

namespace PortTracker.QueueBoard.Board;

/// <summary>A connection that watches a board.</summary>
internal sealed class Watcher(string connectionId, PortBoard board)
{
    private readonly ConnectionSender sender = new();

    public string ConnectionId => connectionId;
    public PortBoard Board => board;

    public void Send(IHubContext<QueueHub, IQueueHubClient> hub, BoardDelta delta) =>
        sender.Send(() => hub.Clients.Client(connectionId).BoardChanged(delta));
}
