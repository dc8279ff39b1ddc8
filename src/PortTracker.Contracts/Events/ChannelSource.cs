namespace PortTracker.Contracts.Events;

/// <summary>What put a movement into its channel.</summary>
public enum ChannelSource
{
    /// <summary>A rule of the port's configuration.</summary>
    Rule,

    /// <summary>The random share.</summary>
    Random,

    /// <summary>A supervisor.</summary>
    Supervisor,
}
