using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>
/// Limits open connections: in total, so that descriptors and memory are left for databases and the broker, and for each address. Closes
/// connections that send nothing.
/// </summary>
internal sealed class ConnectionLimits(
    IOptions<RateLimitOptions> limits,
    IOptions<ForwardedHeadersOptions> proxies,
    TimeProvider time
) : IConfigureOptions<KestrelServerOptions>, IDisposable
{
    // What an idle connection takes, generously, with its buffers.
    private const long BytesPerConnection = 64 * 1024;

    private static readonly TimeSpan FirstByteTimeout = TimeSpan.FromSeconds(10);

    private readonly PartitionedRateLimiter<ConnectionContext> addresses = PartitionedRateLimiter.Create<
        ConnectionContext,
        string
    >(connection =>
        (connection.RemoteEndPoint as IPEndPoint)?.Address is not { } address || IsTrusted(proxies.Value, address)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetConcurrencyLimiter(
                CallerAddress.Of(address),
                _ => new ConcurrencyLimiterOptions
                {
                    // One address must leave most connections to the others.
                    PermitLimit = (int)Math.Clamp(Total / 8, 1, limits.Value.ConnectionsByAddress),
                }
            )
    );

    public void Configure(KestrelServerOptions options)
    {
        // A connection that becomes a WebSocket is no longer counted with the others.
        options.Limits.MaxConcurrentConnections = Total;
        options.Limits.MaxConcurrentUpgradedConnections = Most(descriptors: 1.0 / 2, memory: 1.0 / 4);
        options.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => RunAsync(connection, next)));
    }

    private static long Total => Most(descriptors: 1.0 / 4, memory: 1.0 / 8);

    public void Dispose() => addresses.Dispose();

    private static long Most(double descriptors, double memory) =>
        (long)
            Math.Min(
                FileDescriptors.Limit * descriptors,
                GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * memory / BytesPerConnection
            );

    private static bool IsTrusted(ForwardedHeadersOptions proxies, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return proxies.KnownIPNetworks.Any(network => network.Contains(plain));
    }

    internal async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        using var lease = addresses.AttemptAcquire(connection);
        if (lease.IsAcquired && await SendsAsync(connection))
        {
            await next(connection);
        }
        else
        {
            connection.Abort();
        }
    }

    /// <summary>Waits for the first bytes, and leaves them to the next reader. Kestrel's timeout for headers begins with them.</summary>
    private async Task<bool> SendsAsync(ConnectionContext connection)
    {
        using var timeout = new CancellationTokenSource(FirstByteTimeout, time);
        try
        {
            var first = await connection.Transport.Input.ReadAsync(timeout.Token);
            connection.Transport.Input.AdvanceTo(first.Buffer.Start);
            return !first.Buffer.IsEmpty;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
