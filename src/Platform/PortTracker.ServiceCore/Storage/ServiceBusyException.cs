namespace PortTracker.ServiceCore.Storage;

/// <summary>Too many writers wait for a service, or the lock did not come in time. Nothing was done; the request can be sent again.</summary>
public sealed class ServiceBusyException(string service, Exception? inner = null)
    : Exception($"The {service} service is busy. Nothing was done. Send the request again in a moment.", inner)
{
    /// <summary>When to send the request again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
}
