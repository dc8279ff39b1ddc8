namespace PortTracker.ServiceCore.Storage;

/// <summary>A service cannot work at the moment. Nothing was done; the request can be sent again.</summary>
public abstract class ServiceUnavailableException(string message, Exception? inner) : Exception(message, inner)
{
    /// <summary>When to send the request again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
}
