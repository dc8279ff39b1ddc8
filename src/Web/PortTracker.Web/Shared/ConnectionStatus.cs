namespace PortTracker.Web.Shared;

/// <summary>Status of a page's connection to the hub.</summary>
public enum ConnectionStatus
{
    /// <summary>No connection yet.</summary>
    Connecting,

    /// <summary>Connected, and the state is current.</summary>
    Live,

    /// <summary>The connection was lost; the page reconnects.</summary>
    Lost,
}
