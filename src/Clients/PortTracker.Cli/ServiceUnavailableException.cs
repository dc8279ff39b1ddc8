namespace PortTracker.Cli;

/// <summary>A service does not answer for its failed events.</summary>
internal sealed class ServiceUnavailableException(string service, Exception inner)
    : Exception(
        $"The {service} service did not answer for its failed events: {inner.Message}\nUse --service to see those of another service.",
        inner
    );
