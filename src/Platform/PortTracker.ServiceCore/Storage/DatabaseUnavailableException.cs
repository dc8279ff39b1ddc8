namespace PortTracker.ServiceCore.Storage;

/// <summary>A service cannot write to its database: the disk is full or fails, or the server is away.</summary>
public sealed class DatabaseUnavailableException(string service, Exception inner)
    : ServiceUnavailableException(
        $"The {service} service cannot write to its database. Nothing was done. Tell the operator, and send the request again in a moment.",
        inner
    );
