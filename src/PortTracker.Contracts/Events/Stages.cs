namespace PortTracker.Contracts.Events;

/// <summary>Derives the stage of a movement from the state at the three services.</summary>
public static class Stages
{
    /// <summary>The stages of a vehicle in the port, in order.</summary>
    public static IReadOnlyList<Stage> OnSite { get; } =
    [
        Stage.Arrived,
        Stage.DocumentaryControl,
        Stage.AwaitingInspection,
        Stage.UnderInspection,
        Stage.AwaitingClearance,
        Stage.Held,
        Stage.Cleared,
    ];

    /// <summary>Whether a vehicle in this stage is in the port.</summary>
    public static bool IsOnSite(this Stage stage) => stage is >= Stage.Arrived and <= Stage.Cleared;

    /// <summary>The stage of a movement. The state of a service without any known event is null.</summary>
    public static Stage Of(EntryStatus? entry, InspectionStatus? inspection, ClearanceStatus? clearance, bool held) =>
        (entry, inspection, clearance) switch
        {
            (_, _, ClearanceStatus.Departed) => Stage.Departed,
            (_, _, ClearanceStatus.Refused) => Stage.Refused,
            _ when held => Stage.Held,
            (_, _, ClearanceStatus.Granted) => Stage.Cleared,
            (_, InspectionStatus.Released, _) => Stage.AwaitingClearance,
            (_, InspectionStatus.UnderInspection, _) => Stage.UnderInspection,
            (_, InspectionStatus.AwaitingInspection, _) => Stage.AwaitingInspection,
            (_, InspectionStatus.DocumentaryControl, _) => Stage.DocumentaryControl,
            (EntryStatus.NoShow, null, _) => Stage.NoShow,
            (EntryStatus.Cancelled, null, _) => Stage.Cancelled,
            (EntryStatus.PreRegistered, null, _) => Stage.PreRegistered,
            (_, null, _) => Stage.Arrived,
            _ => throw new ArgumentOutOfRangeException(nameof(inspection), inspection, "No stage is known for it."),
        };
}
