namespace PortTracker.QueueBoard.Board;

/// <summary>Sends to one connection without waiting. A slow client misses deltas, detects the gap and asks for a new snapshot.</summary>
internal sealed class ConnectionSender
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
