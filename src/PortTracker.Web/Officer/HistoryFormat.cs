using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Officer;

/// <summary>How what happened to a vehicle is written.</summary>
internal static class HistoryFormat
{
    public static string Text(PortEvent e, TimeSpan offset) =>
        e switch
        {
            VehiclePreRegistered { Entry.ExpectedOn: { } day } => BoardFormat.Fill(
                OfficerText.EventVehiclePreRegistered,
                BoardFormat.Date(day)
            ),
            VehicleArrived { Entry: var at } => BoardFormat.Fill(
                OfficerText.EventVehicleArrived,
                at.Lane ?? "",
                at.QueueNumber ?? ""
            ),
            QueuePositionChanged { Entry: var at } => BoardFormat.Fill(
                OfficerText.EventQueuePositionChanged,
                at.Lane ?? ""
            ),
            NoShowRecorded => OfficerText.EventNoShowRecorded,
            MovementCancelled => OfficerText.EventMovementCancelled,
            ChannelAssigned { Inspection.Channel: var channel } => BoardFormat.Fill(
                OfficerText.EventChannelAssigned,
                OfficerFormat.Name(channel)
            ),
            DocumentsApproved => OfficerText.EventDocumentsApproved,
            InspectionStarted => OfficerText.EventInspectionStarted,
            InspectionCompleted { Inspection.LatestFindings.Count: var findings } => BoardFormat.Fill(
                OfficerText.EventInspectionCompleted,
                findings
            ),
            MovementReRouted { From: var from, Inspection.Channel: var to } => BoardFormat.Fill(
                OfficerText.EventMovementReRouted,
                OfficerFormat.Name(from),
                OfficerFormat.Name(to)
            ),
            ClearanceGranted => OfficerText.EventClearanceGranted,
            ClearanceWithdrawn => OfficerText.EventClearanceWithdrawn,
            MovementHeld => OfficerText.EventMovementHeld,
            MovementResumed => OfficerText.EventMovementResumed,
            ClearanceRefused => OfficerText.EventClearanceRefused,
            VehicleDeparted => OfficerText.EventVehicleDeparted,
            DepartureCorrected { Clearance.DepartedAt: { } at } => BoardFormat.Fill(
                OfficerText.EventDepartureCorrected,
                Moment(at, offset)
            ),
            _ => e.GetType().Name,
        };

    public static string? Reason(PortEvent e) =>
        e switch
        {
            QueuePositionChanged moved => moved.Reason,
            NoShowRecorded closed => closed.Reason,
            MovementCancelled closed => closed.Reason,
            MovementReRouted rerouted => rerouted.Reason,
            ChannelAssigned assigned => assigned.Inspection.Ground,
            ClearanceWithdrawn withdrawn => withdrawn.Reason,
            MovementHeld held => held.Reason,
            ClearanceRefused refused => refused.Reason,
            DepartureCorrected corrected => corrected.Reason,
            _ => null,
        };

    public static IReadOnlyList<Finding> Findings(PortEvent e) =>
        e is InspectionCompleted completed ? completed.Inspection.LatestFindings : [];

    public static string Text(Finding finding) =>
        finding.Note is { } note
            ? BoardFormat.Fill(OfficerText.HistoryFindingNote, finding.Code, OfficerFormat.Name(finding.Severity), note)
            : BoardFormat.Fill(OfficerText.HistoryFinding, finding.Code, OfficerFormat.Name(finding.Severity));

    /// <summary>A moment by the port's clock.</summary>
    public static string Moment(DateTimeOffset instant, TimeSpan offset)
    {
        var local = instant.ToOffset(offset);
        return $"{BoardFormat.Date(DateOnly.FromDateTime(local.DateTime))} {BoardFormat.Time(local)}";
    }
}
