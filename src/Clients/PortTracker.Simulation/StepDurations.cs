namespace PortTracker.Simulation;

/// <summary>How long each step takes. A vehicle takes the steps of its channel only.</summary>
/// <param name="DocumentaryControl">Yellow channel: until the documents are approved.</param>
/// <param name="InspectionWait">Red channel: until the inspection starts.</param>
/// <param name="Inspection">Red channel: the inspection itself.</param>
/// <param name="Decision">From release by inspection to the officer's decision.</param>
/// <param name="GateOut">From clearance to departure.</param>
public sealed record StepDurations(
    TimeSpan DocumentaryControl,
    TimeSpan InspectionWait,
    TimeSpan Inspection,
    TimeSpan Decision,
    TimeSpan GateOut
);
