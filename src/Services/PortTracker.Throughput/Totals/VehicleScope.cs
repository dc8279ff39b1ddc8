namespace PortTracker.Throughput.Totals;

/// <summary>What to count: all vehicles, or new energy vehicles.</summary>
internal enum VehicleScope
{
    All,
    NewEnergy,
}
