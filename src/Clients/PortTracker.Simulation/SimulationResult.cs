namespace PortTracker.Simulation;

/// <summary>Result of a run.</summary>
/// <param name="Vehicles">Vehicles whose visit this run has ended.</param>
/// <param name="Elapsed">From the first call until every service has applied all events.</param>
/// <param name="VehiclesPerSecond">Vehicles divided by elapsed time.</param>
/// <param name="Outcome">Vehicles by outcome.</param>
/// <param name="FailedEvents">Events that services could not apply; 0 if all is well.</param>
public sealed record SimulationResult(
    int Vehicles,
    TimeSpan Elapsed,
    double VehiclesPerSecond,
    SimulationProgress Outcome,
    int FailedEvents
);
