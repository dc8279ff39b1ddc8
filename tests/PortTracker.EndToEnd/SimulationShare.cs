using PortTracker.Simulation;

namespace PortTracker.EndToEnd;

/// <summary>The share of the simulation that is done: arrivals and departures count half each.</summary>
internal sealed class SimulationShare : IProgress<SimulationProgress>
{
    private volatile SimulationProgress latest = new();

    public double Latest =>
        latest.Total is > 0 and var total ? (latest.Arrived + latest.NoShow + latest.Ended) / (2.0 * total) : 0;

    public void Report(SimulationProgress value) => latest = value;
}
