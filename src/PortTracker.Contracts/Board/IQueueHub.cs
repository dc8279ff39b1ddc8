namespace PortTracker.Contracts.Board;

/// <summary>Calls that a client may make on the hub at <see cref="Route"/>.</summary>
public interface IQueueHub
{
    /// <summary>Path of the hub.</summary>
    const string Route = "/hubs/queue";

    /// <summary>Starts to watch a port's board, in place of the one watched before. Also the way to recover from a gap.</summary>
    /// <param name="port">Code of the port; a hub error if it does not exist.</param>
    /// <returns>The board now; deltas with higher numbers follow.</returns>
    Task<BoardSnapshot> Watch(string port);

    /// <summary>
    /// Starts to watch the caller's firm's movements at a port, in place of those watched before. A watched board stays watched. For
    /// users and API keys of a firm that may read, and only as long as they may: the connection of a session that was ended, or of
    /// a key that was revoked or has run out, is closed. Also the way to recover from a gap.
    /// </summary>
    /// <param name="port">Code of the port; a hub error if it does not exist.</param>
    /// <returns>The firm's movements now; deltas with higher numbers follow.</returns>
    Task<FirmSnapshot> WatchFirm(string port);
}
