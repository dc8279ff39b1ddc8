using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PortTracker.ServiceHosting.RequestLimits;

namespace PortTracker.Tests.Hosting;

/// <summary>Connections with addresses that a socket of this machine cannot have.</summary>
public sealed class ConnectionLimitTests : IDisposable
{
    private const string Visitor = "203.0.113.7";
    private const string Proxy = "10.0.0.1";

    private readonly FakeTimeProvider time = new();
    private readonly TaskCompletionSource served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConnectionLimits limits;

    public ConnectionLimitTests()
    {
        var proxies = new ForwardedHeadersOptions();
        proxies.KnownIPNetworks.Add(IPNetwork.Parse("10.0.0.0/8"));
        limits = new ConnectionLimits(
            Options.Create(new RateLimitOptions { ConnectionsByAddress = 2 }),
            Options.Create(proxies),
            time
        );
    }

    public void Dispose() => limits.Dispose();

    [Fact]
    public async Task An_address_has_few_connections_but_a_trusted_proxy_many()
    {
        var open = new List<Task>();
        foreach (var address in (string[])[Visitor, Visitor, Proxy, Proxy, Proxy, "203.0.113.8"])
        {
            open.Add(Serve(Connection(address, "GET ")));
        }

        var refused = Connection(Visitor, "GET ");
        await Serve(refused);

        await ClosedAsync(refused);
        open.ShouldAllBe(connection => !connection.IsCompleted);
        served.SetResult();
        await Task.WhenAll(open);
        await Serve(Connection(Visitor, "GET "));
    }

    [Fact]
    public async Task A_connection_is_closed_that_sends_nothing_for_ten_seconds()
    {
        var silent = Connection(Visitor, "");
        var serving = Serve(silent);
        time.Advance(TimeSpan.FromSeconds(9));
        silent.ConnectionClosed.IsCancellationRequested.ShouldBeFalse();

        time.Advance(TimeSpan.FromSeconds(1));
        await serving;

        await ClosedAsync(silent);
    }

    private static Task ClosedAsync(DefaultConnectionContext connection) =>
        Waiting.UntilAsync(() => Task.FromResult(connection.ConnectionClosed.IsCancellationRequested));

    private Task Serve(ConnectionContext connection) => limits.RunAsync(connection, _ => served.Task);

    private static DefaultConnectionContext Connection(string address, string sent)
    {
        var incoming = new Pipe();
        var outgoing = new Pipe();
        incoming.Writer.WriteAsync(System.Text.Encoding.ASCII.GetBytes(sent)).AsTask().GetAwaiter().GetResult();
        return new DefaultConnectionContext(
            address,
            new DuplexPipe(incoming.Reader, outgoing.Writer),
            new DuplexPipe(outgoing.Reader, incoming.Writer)
        )
        {
            RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 50_000),
        };
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
