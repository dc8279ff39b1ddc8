namespace PortTracker.Simulation;

/// <summary>Progress of a run, in vehicles.</summary>
public sealed record SimulationProgress
{
    /// <summary>All vehicles of the plan; null for an endless plan.</summary>
    public int? Total { get; init; }

    /// <summary>Announced.</summary>
    public int PreRegistered { get; init; }

    /// <summary>Arrived at the gate.</summary>
    public int Arrived { get; init; }

    /// <summary>Documents approved or inspection completed.</summary>
    public int Inspected { get; init; }

    /// <summary>Put on hold.</summary>
    public int Held { get; init; }

    /// <summary>Granted clearance.</summary>
    public int Cleared { get; init; }

    /// <summary>Departed: exported.</summary>
    public int Departed { get; init; }

    /// <summary>Refused.</summary>
    public int Refused { get; init; }

    /// <summary>Announced but not arrived.</summary>
    public int NoShow { get; init; }

    /// <summary>Ended by an earlier run of the same plan, or by someone else.</summary>
    public int EndedElsewhere { get; init; }

    /// <summary>Vehicles that have ended their visit.</summary>
    public int Ended => Departed + Refused + NoShow + EndedElsewhere;
}
