namespace PortTracker.ServiceCore.Storage;

/// <summary>Too many writers wait for a service, or the lock did not come in time.</summary>
public sealed class ServiceBusyException(string service, Exception? inner = null)
    : ServiceUnavailableException(
        $"The {service} service is busy. Nothing was done. Send the request again in a moment.",
        inner
    );
