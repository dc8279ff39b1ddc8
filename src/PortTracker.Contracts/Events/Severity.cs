namespace PortTracker.Contracts.Events;

/// <summary>How bad a finding is.</summary>
public enum Severity
{
    /// <summary>Noted, without consequence.</summary>
    Minor,

    /// <summary>Blocks clearance until a further inspection finds it resolved.</summary>
    Major,

    /// <summary>Blocks clearance: refuse, or hold until it is resolved.</summary>
    Critical,
}
