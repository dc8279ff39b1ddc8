using PortTracker.Contracts.Events;
using PortTracker.Testing;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PortTracker.EndToEnd;

/// <summary>
/// A virtual host of its own on a real RabbitMQ, and access to its queues: a test must not get the messages of another. Tests that
/// need a broker are skipped without one.
/// </summary>
public sealed class Broker : IAsyncDisposable
{
    private readonly VirtualHost host;

    private Broker(VirtualHost host) => this.host = host;

    public Uri Address => host.Address;

    internal static async Task<Broker> OnAsync(RabbitMqServer? server)
    {
        Assert.SkipWhen(server is null, RabbitMqServer.Missing);
        return new Broker(await server.AddVirtualHostAsync());
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    /// <summary>Deletes every queue of the system with its messages.</summary>
    public async Task DeleteQueuesAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in Queues())
        {
            await channel.QueueDeleteAsync(queue);
        }
    }

    /// <summary>Creates a queue of the wrong kind under the name of a service's queue, so that no service can declare it.</summary>
    public async Task ObstructAsync(string service)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync($"porttracker.{service}", durable: true, exclusive: false, autoDelete: false);
    }

    /// <summary>The number of messages in each existing queue.</summary>
    public async Task<IReadOnlyDictionary<string, uint>> MessagesAsync()
    {
        var messages = new Dictionary<string, uint>(StringComparer.Ordinal);
        await using var connection = await ConnectAsync();
        foreach (var queue in Queues())
        {
            // A channel for each: asking for an unknown queue closes the channel.
            await using var channel = await connection.CreateChannelAsync();
            try
            {
                messages[queue] = await channel.MessageCountAsync(queue);
            }
            catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode is 404)
            {
                // The queue does not exist.
            }
        }

        return messages;
    }

    /// <summary>Puts any bytes into a queue.</summary>
    public async Task PutAsync(string queue, ReadOnlyMemory<byte> body)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", queue, mandatory: true, body);
    }

    private static IEnumerable<string> Queues() =>
        from queue in (IEnumerable<string>)
            [
                .. ServiceNames.All,
                .. ServiceNames.Sources.Select(source => $"{source}.resend"),
                .. ServiceFleet.Instances.Select(instance => $"{ServiceNames.Board}.{instance}"),
            ]
        from suffix in (string[])["", "_error", "_skipped"]
        select $"porttracker.{queue}{suffix}";

    private async Task<IConnection> ConnectAsync() =>
        await new ConnectionFactory { Uri = Address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
}
