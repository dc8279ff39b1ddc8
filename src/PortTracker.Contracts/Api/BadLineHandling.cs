namespace PortTracker.Contracts.Api;

/// <summary>What to do with a CSV that has bad lines.</summary>
public enum BadLineHandling
{
    /// <summary>Refuse the whole file (the default). The response is a 400 that names the bad lines.</summary>
    Reject,

    /// <summary>Take the good lines and report each bad one.</summary>
    Report,
}
