using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;

namespace PortTracker.Web.Shared;

/// <summary>Formats the state that conflicts with an action.</summary>
internal static class ConflictFormat
{
    /// <summary>The conflicting state; null if the API does not name one.</summary>
    public static string? Sentence(StateConflict conflict) =>
        conflict is { State: { } state, Vin: { } vin }
            ? DisplayFormat.Fill(SharedText.ConflictState, vin, Name(state))
            : null;

    private static string Name(string state) =>
        state switch
        {
            "Ready" => VehicleText.StateReady,
            "BlockingFinding" or nameof(Stage.Held) => VehicleText.StageHeld,
            nameof(InspectionStatus.Released) => VehicleText.StateReleased,
            nameof(ClearanceStatus.Granted) => VehicleText.StateGranted,
            nameof(ClearanceStatus.Refused) => VehicleText.StateRefused,
            nameof(ClearanceStatus.Departed) => VehicleText.StateDeparted,
            nameof(EntryStatus.NoShow) => VehicleText.StateNoShow,
            nameof(EntryStatus.Cancelled) => VehicleText.StateCancelled,
            "NotArrived" => VehicleText.StateNotArrived,
            _ => Enum.TryParse<Stage>(state, out var stage) ? VehicleFormat.Name(stage) : state,
        };
}
