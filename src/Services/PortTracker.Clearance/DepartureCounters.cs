using Microsoft.Extensions.Hosting;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.Clearance;

/// <summary>Starts the counters of departures at 0, so that the first departure of a port is an increase.</summary>
internal sealed class DepartureCounters(PortCatalog ports) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var port in ports.All)
        {
            PortMetrics.VehiclesDeparted(port.Code, 0);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
