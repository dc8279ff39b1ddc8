using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;

namespace PortTracker.Simulation;

/// <summary>A vehicle, its time of arrival, and everything that happens to it at the port.</summary>
public sealed record PlannedVehicle
{
    /// <summary>Its papers.</summary>
    public required Vehicle Vehicle { get; init; }

    /// <summary>When it arrives at the gate (UTC).</summary>
    public required DateTimeOffset ArrivesAt { get; init; }

    /// <summary>The business day of its arrival, in the port's time zone.</summary>
    public required DateOnly ExpectedOn { get; init; }

    /// <summary>Whether its firm announces it.</summary>
    public required bool PreRegistered { get; init; }

    /// <summary>Whether it is announced but does not arrive.</summary>
    public bool NoShow { get; init; }

    /// <summary>Its channel in files of past movements. In a run, the port's rules decide.</summary>
    public required Channel Channel { get; init; }

    /// <summary>Findings of its inspection, if it is inspected.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Its hold, if it has one.</summary>
    public PlannedHold? Hold { get; init; }

    /// <summary>The reason of its refusal, if it is refused.</summary>
    public string? Refusal { get; init; }

    /// <summary>How long each step takes.</summary>
    public required StepDurations Durations { get; init; }

    /// <summary>Whether one of its findings blocks clearance.</summary>
    public bool HasBlockingFinding => Findings.Any(finding => finding.Severity is not Severity.Minor);
}
