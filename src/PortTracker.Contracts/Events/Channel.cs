namespace PortTracker.Contracts.Events;

/// <summary>How closely a movement is looked at.</summary>
public enum Channel
{
    /// <summary>Release on documents already held.</summary>
    Green,

    /// <summary>Documentary control.</summary>
    Yellow,

    /// <summary>Physical inspection.</summary>
    Red,
}
