namespace PortTracker.Client.Simulation;

/// <summary>How far a play is, in vehicles.</summary>
public sealed record PlayProgress
{
    /// <summary>All of the plan; null for a plan without an end.</summary>
    public int? Total { get; init; }

    /// <summary>Announced.</summary>
    public int PreRegistered { get; init; }

    /// <summary>Through the gate.</summary>
    public int Arrived { get; init; }

    /// <summary>Done with documentary control or inspection.</summary>
    public int Inspected { get; init; }

    /// <summary>Put on hold.</summary>
    public int Held { get; init; }

    /// <summary>Granted clearance.</summary>
    public int Cleared { get; init; }

    /// <summary>Departed: exported.</summary>
    public int Departed { get; init; }

    /// <summary>Refused.</summary>
    public int Refused { get; init; }

    /// <summary>Did not come.</summary>
    public int NoShow { get; init; }

    /// <summary>Brought to their end by an earlier play of the same plan, or by someone else.</summary>
    public int EndedElsewhere { get; init; }

    /// <summary>Vehicles that have reached their end.</summary>
    public int Ended => Departed + Refused + NoShow + EndedElsewhere;
}

/// <summary>What a play came to.</summary>
/// <param name="Vehicles">Vehicles brought to their end by this play.</param>
/// <param name="Elapsed">From the first call until every service had everything.</param>
/// <param name="VehiclesPerSecond">The one divided by the other.</param>
/// <param name="Outcome">Vehicles by what became of them.</param>
/// <param name="FailedEvents">Events that services have set aside; 0 when all is well.</param>
public sealed record PlayResult(
    int Vehicles,
    TimeSpan Elapsed,
    double VehiclesPerSecond,
    PlayProgress Outcome,
    int FailedEvents
);
