using PortTracker.Testing;

namespace PortTracker.EndToEnd;

/// <summary>The RabbitMQ server of the tests; there may be none.</summary>
public sealed class BrokerServer : IAsyncLifetime
{
    private RabbitMqServer? server;

    public async ValueTask InitializeAsync() => server = await RabbitMqServer.FindAsync();

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    public Task<Broker> AddBrokerAsync() => Broker.OnAsync(server);
}
