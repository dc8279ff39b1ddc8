using Microsoft.Extensions.Hosting;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Journal;
using PortTracker.ServiceCore.Persistence;

namespace PortTracker.Messaging;

/// <summary>Measures the silence of a service's sources from the start of the host.</summary>
internal sealed class LivenessStart<TDb>(SourceLiveness liveness, ServiceName<TDb> name) : IHostedService
    where TDb : ServiceDbContext
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        liveness.Expect(ServiceNames.SourcesOf(name.Value));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
