using PortTracker.Contracts;
using PortTracker.Web.Board;
using PortTracker.Web.Officer;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Desks;

/// <summary>How a service's word for the state of a movement is written.</summary>
internal static class StateFormat
{
    /// <summary>The state that stood against an action; null where none is told.</summary>
    public static string? Sentence(StateConflict conflict) =>
        conflict is { State: { } state, Vin: { } vin }
            ? BoardFormat.Fill(AccessText.ConflictState, vin, Name(state))
            : null;

    private static string Name(string state) =>
        state switch
        {
            "Ready" => OfficerText.StateReady,
            "Objected" or nameof(Stage.Held) => BoardText.StageHeld,
            nameof(InspectionStatus.Released) => OfficerText.StateReleased,
            nameof(ClearanceStatus.Granted) => OfficerText.StateGranted,
            nameof(ClearanceStatus.Refused) => OfficerText.StateRefused,
            nameof(ClearanceStatus.Departed) => OfficerText.StateDeparted,
            nameof(EntryStatus.NoShow) => OfficerText.StateNoShow,
            nameof(EntryStatus.Cancelled) => OfficerText.StateCancelled,
            "NotArrived" => OfficerText.StateNotArrived,
            _ => Enum.TryParse<Stage>(state, out var stage) ? OfficerFormat.Name(stage) : state,
        };
}
