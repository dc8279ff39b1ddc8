namespace PortTracker.Contracts.Clearance;

/// <summary>Which movements of the clearance service to list.</summary>
public enum ClearanceQueue
{
    /// <summary>Awaiting a decision: released by inspection without a blocking finding, not held.</summary>
    Ready,

    /// <summary>Released by inspection with a major or critical finding, not held: hold, refuse or inspect again.</summary>
    BlockingFinding,

    /// <summary>On hold.</summary>
    Held,

    /// <summary>Granted, not held, still in the port.</summary>
    Cleared,
}
