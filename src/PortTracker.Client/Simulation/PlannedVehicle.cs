using PortTracker.Contracts;

namespace PortTracker.Client.Simulation;

/// <summary>How long each step takes; those of one channel do not happen in another.</summary>
/// <param name="DocumentaryControl">Yellow: until its documents are approved.</param>
/// <param name="InspectionWait">Red: until its inspection starts.</param>
/// <param name="Inspection">Red: its inspection.</param>
/// <param name="Decision">From release by inspection to the officer's decision.</param>
/// <param name="GateOut">From clearance to departure.</param>
public sealed record StepDurations(
    TimeSpan DocumentaryControl,
    TimeSpan InspectionWait,
    TimeSpan Inspection,
    TimeSpan Decision,
    TimeSpan GateOut
);

/// <summary>A hold that will be put on a vehicle before its clearance.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Duration">For how long.</param>
public sealed record PlannedHold(string Reason, TimeSpan Duration);

/// <summary>A vehicle, when it comes, and all that befalls it at the port.</summary>
public sealed record PlannedVehicle
{
    /// <summary>Its papers.</summary>
    public required Vehicle Vehicle { get; init; }

    /// <summary>When it comes to the gate (UTC).</summary>
    public required DateTimeOffset ArrivesAt { get; init; }

    /// <summary>The port's business day of that.</summary>
    public required DateOnly ExpectedOn { get; init; }

    /// <summary>Whether its operator announces it.</summary>
    public required bool PreRegistered { get; init; }

    /// <summary>Announced, but does not come.</summary>
    public bool NoShow { get; init; }

    /// <summary>The channel into which it falls where the port's rules do not decide: in files of past movements.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What an inspection finds, if it is inspected.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Its hold, if it is held.</summary>
    public PlannedHold? Hold { get; init; }

    /// <summary>Why clearance is refused, if it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>How long each step takes.</summary>
    public required StepDurations Takes { get; init; }

    /// <summary>Whether an inspection of it would stand against clearance.</summary>
    public bool WouldBeObjected => Findings.Any(finding => finding.Severity is not Severity.Minor);
}
