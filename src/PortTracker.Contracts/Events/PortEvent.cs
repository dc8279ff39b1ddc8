using System.Text.Json.Serialization;

namespace PortTracker.Contracts.Events;

/// <summary>
/// Something that happened to one movement, recorded by the service that owns that part of it. Every service numbers its
/// own events of a movement 1, 2, 3, …; each event carries that service's whole resulting state of the movement. A consumer
/// therefore keeps, per movement and service, the state with the highest version: any order and any repetition of the same
/// events lead to the same state, and no event has to wait for another.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(VehiclePreRegistered), nameof(VehiclePreRegistered))]
[JsonDerivedType(typeof(VehicleArrived), nameof(VehicleArrived))]
[JsonDerivedType(typeof(QueuePositionChanged), nameof(QueuePositionChanged))]
[JsonDerivedType(typeof(NoShowRecorded), nameof(NoShowRecorded))]
[JsonDerivedType(typeof(MovementCancelled), nameof(MovementCancelled))]
[JsonDerivedType(typeof(ChannelAssigned), nameof(ChannelAssigned))]
[JsonDerivedType(typeof(DocumentsApproved), nameof(DocumentsApproved))]
[JsonDerivedType(typeof(InspectionStarted), nameof(InspectionStarted))]
[JsonDerivedType(typeof(InspectionCompleted), nameof(InspectionCompleted))]
[JsonDerivedType(typeof(MovementReRouted), nameof(MovementReRouted))]
[JsonDerivedType(typeof(ClearanceGranted), nameof(ClearanceGranted))]
[JsonDerivedType(typeof(ClearanceWithdrawn), nameof(ClearanceWithdrawn))]
[JsonDerivedType(typeof(MovementHeld), nameof(MovementHeld))]
[JsonDerivedType(typeof(MovementResumed), nameof(MovementResumed))]
[JsonDerivedType(typeof(ClearanceRefused), nameof(ClearanceRefused))]
[JsonDerivedType(typeof(VehicleDeparted), nameof(VehicleDeparted))]
[JsonDerivedType(typeof(DepartureCorrected), nameof(DepartureCorrected))]
public abstract record PortEvent
{
    /// <summary>The data that every event has.</summary>
    public required EventHeader Header { get; init; }
}
