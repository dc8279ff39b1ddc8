using PortTracker.Contracts.Events;
using PortTracker.Web.Shared;

namespace PortTracker.Web.Features.Desk;

/// <summary>Formats the events of a vehicle.</summary>
internal static class HistoryFormat
{
    public static string Text(PortEvent e, TimeSpan offset) =>
        e switch
        {
            VehiclePreRegistered { Entry.ExpectedOn: { } day } => DisplayFormat.Fill(
                DeskText.EventVehiclePreRegistered,
                DisplayFormat.Date(day)
            ),
            VehicleArrived { Entry: var at } => DisplayFormat.Fill(
                DeskText.EventVehicleArrived,
                at.Lane ?? "",
                at.QueueNumber ?? ""
            ),
            QueuePositionChanged { Entry: var at } => DisplayFormat.Fill(
                DeskText.EventQueuePositionChanged,
                at.Lane ?? ""
            ),
            NoShowRecorded => DeskText.EventNoShowRecorded,
            MovementCancelled => DeskText.EventMovementCancelled,
            ChannelAssigned { Inspection.Channel: var channel } => DisplayFormat.Fill(
                DeskText.EventChannelAssigned,
                VehicleFormat.Name(channel)
            ),
            DocumentsApproved => DeskText.EventDocumentsApproved,
            InspectionStarted => DeskText.EventInspectionStarted,
            InspectionCompleted { Inspection.LatestFindings.Count: var findings } => DisplayFormat.Fill(
                DeskText.EventInspectionCompleted,
                findings
            ),
            MovementReRouted { From: var from, Inspection.Channel: var to } => DisplayFormat.Fill(
                DeskText.EventMovementReRouted,
                VehicleFormat.Name(from),
                VehicleFormat.Name(to)
            ),
            ClearanceGranted => DeskText.EventClearanceGranted,
            ClearanceWithdrawn => DeskText.EventClearanceWithdrawn,
            MovementHeld => DeskText.EventMovementHeld,
            MovementResumed => DeskText.EventMovementResumed,
            ClearanceRefused => DeskText.EventClearanceRefused,
            VehicleDeparted => DeskText.EventVehicleDeparted,
            DepartureCorrected { Clearance.DepartedAt: { } at } => DisplayFormat.Fill(
                DeskText.EventDepartureCorrected,
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
            ChannelAssigned assigned => assigned.Inspection.SelectionReason,
            ClearanceWithdrawn withdrawn => withdrawn.Reason,
            MovementHeld held => held.Reason,
            ClearanceRefused refused => refused.Reason,
            DepartureCorrected corrected => corrected.Reason,
            _ => null,
        };

    public static IReadOnlyList<Finding> Findings(PortEvent e) =>
        e is InspectionCompleted completed ? completed.Inspection.LatestFindings : [];

    /// <summary>A moment by the port's clock.</summary>
    public static string Moment(DateTimeOffset instant, TimeSpan offset)
    {
        var local = instant.ToOffset(offset);
        return $"{DisplayFormat.Date(DateOnly.FromDateTime(local.DateTime))} {DisplayFormat.Time(local)}";
    }
}
