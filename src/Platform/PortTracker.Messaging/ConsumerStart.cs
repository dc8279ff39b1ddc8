using Microsoft.Extensions.Hosting;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.FailedEvents;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Telemetry;

namespace PortTracker.Messaging;

/// <summary>Measures the silence of a service's sources, and counts their events, from the start of the host.</summary>
internal sealed class ConsumerStart<TDb>(SourceLiveness liveness, ServiceName<TDb> name) : IHostedService
    where TDb : ServiceDbContext
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        liveness.Expect(ServiceNames.SourcesOf(name.Value));
        PortMetrics.ExpectEvents(name.Value, [.. ServiceNames.SourcesOf(name.Value), FailedEventRow.Unreadable]);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
