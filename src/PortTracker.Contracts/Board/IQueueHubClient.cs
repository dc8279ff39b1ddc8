namespace PortTracker.Contracts.Board;

/// <summary>Calls that the hub makes on its clients.</summary>
public interface IQueueHubClient
{
    /// <summary>The watched board has changed; sent at most four times a second.</summary>
    Task BoardChanged(BoardDelta delta);

    /// <summary>The watched movements of the caller's firm have changed. Sent at most four times a second.</summary>
    Task FirmChanged(FirmDelta delta);
}
