namespace PortTracker.Contracts.Operations;

/// <summary>A service publishes its journal to the broker again.</summary>
public sealed record RefillStarted
{
    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>Number of events to publish.</summary>
    public required long Events { get; init; }
}
