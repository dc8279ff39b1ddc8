using Microsoft.Extensions.Configuration;
using PortTracker.ServiceCore.Setup;
using PortTracker.Testing;

namespace PortTracker.Tests;

/// <summary>The broker that all tests share. The first test that needs it starts it.</summary>
public sealed class SharedBroker : IAsyncDisposable
{
    private static readonly Lazy<Task<RabbitMqServer?>> Server = new(RabbitMqServer.FindAsync);

    /// <summary>Whether the tests use a broker.</summary>
    internal static bool IsWanted { get; } =
        new ConfigurationBuilder()
            .AddInMemoryCollection([new("Transport", Environment.GetEnvironmentVariable("PORTTRACKER_TEST_TRANSPORT"))])
            .Build()
            .UsesBroker();

    /// <summary>The broker, or null if it is not requested or not available.</summary>
    internal static async Task<RabbitMqServer?> FindAsync() => IsWanted ? await Server.Value : null;

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated && await Server.Value is { } server)
        {
            await server.DisposeAsync();
        }
    }
}
