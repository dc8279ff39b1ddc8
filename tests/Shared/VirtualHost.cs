namespace PortTracker.Testing;

/// <summary>A virtual host with its queues, deleted when disposed.</summary>
internal sealed class VirtualHost(Uri address, Func<ValueTask> delete) : IAsyncDisposable
{
    public Uri Address => address;

    public ValueTask DisposeAsync() => delete();
}
