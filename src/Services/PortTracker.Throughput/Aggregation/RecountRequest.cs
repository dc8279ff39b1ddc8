using PortTracker.ServiceCore.Ports;

namespace PortTracker.Throughput.Aggregation;

/// <summary>Days of a port to be counted again.</summary>
internal sealed record RecountRequest(Port Port, DateOnly From, DateOnly To);
