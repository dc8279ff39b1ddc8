namespace PortTracker.Contracts;

/// <summary>Where a movement stands on its way through the port, over all services.</summary>
public enum Stage
{
    /// <summary>Announced, not here yet.</summary>
    PreRegistered,

    /// <summary>Through the gate, channel not assigned yet.</summary>
    Arrived,

    /// <summary>Yellow: its documents are being looked at.</summary>
    DocumentaryControl,

    /// <summary>Red: it waits for an inspector.</summary>
    AwaitingInspection,

    /// <summary>Red: it is being inspected.</summary>
    UnderInspection,

    /// <summary>It waits for an officer's decision.</summary>
    AwaitingClearance,

    /// <summary>An officer holds it.</summary>
    Held,

    /// <summary>It may leave.</summary>
    Cleared,

    /// <summary>It has left: exported.</summary>
    Departed,

    /// <summary>Clearance was refused.</summary>
    Refused,

    /// <summary>It did not come.</summary>
    NoShow,

    /// <summary>It was withdrawn before it arrived.</summary>
    Cancelled,
}

/// <summary>The one place that says which stage follows from what the three services know of a movement.</summary>
public static class Stages
{
    /// <summary>The stages in which a vehicle stands in the port, in the order in which it goes through them.</summary>
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

    /// <summary>Whether a vehicle in this stage stands in the port.</summary>
    public static bool IsOnSite(this Stage stage) => stage is >= Stage.Arrived and <= Stage.Cleared;

    /// <summary>The stage of a movement; a service that has not spoken yet, or not been heard yet, is null.</summary>
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
