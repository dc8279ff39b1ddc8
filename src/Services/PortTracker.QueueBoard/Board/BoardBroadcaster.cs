using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using PortTracker.Contracts.Board;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.QueueBoard.Board;

/// <summary>Sends changes to the watchers, at most four times a second.</summary>
internal sealed class BoardBroadcaster(
    PortBoards boards,
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
                SendToHall(board);
                SendToFirms(board);
            }
        }
    }

    private void SendToHall(PortBoard board)
    {
        if (board.TakeDelta() is not { } delta)
        {
            return;
        }

        foreach (var watcher in watchers.Of(board))
        {
            watcher.Send(hub, delta);
        }
    }

    private void SendToFirms(PortBoard board)
    {
        var deltas = board.Firms.TakeDeltas();
        var byFirm = watchers.OfFirms(board, register);
        foreach (var (firm, delta) in deltas)
        {
            foreach (var watcher in byFirm[firm])
            {
                watcher.Send(hub, delta);
            }
        }
    }
}
