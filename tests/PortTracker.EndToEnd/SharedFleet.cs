namespace PortTracker.EndToEnd;

/// <summary>The services in processes of their own, for all tests of a class.</summary>
public sealed class SharedFleet(BrokerServer server) : IAsyncLifetime
{
    private ServiceFleet? fleet;

    public Broker Broker { get; private set; } = null!;

    internal ServiceFleet Fleet => fleet!;

    public async ValueTask InitializeAsync()
    {
        Broker = await server.AddBrokerAsync();
        fleet = new ServiceFleet(Broker);
        await fleet.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await (fleet?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Broker?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
