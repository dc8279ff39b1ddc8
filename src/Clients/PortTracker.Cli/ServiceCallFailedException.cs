namespace PortTracker.Cli;

/// <summary>One service among several does not answer, or refuses.</summary>
internal sealed class ServiceCallFailedException(string service, Exception inner)
    : Exception(
        $"The {service} service did not answer for its failed events: {inner.Message}\nUse --service to see those of another service.",
        inner
    );
