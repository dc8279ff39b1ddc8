using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PortTracker.Tests.Hosting;

/// <summary>Raw input that Kestrel refuses before it is a request.</summary>
public sealed class ServerLimitTests(ServiceAndWebHosts hosts, PortHost port)
    : IClassFixture<ServiceAndWebHosts>,
        IClassFixture<PortHost>
{
    [Theory]
    [InlineData("TRACE", "/")]
    [InlineData("TRACE", "/api/board/ports")]
    [InlineData("TRACK", "/api/entry/feed")]
    [InlineData("PUT", "/api/entry/arrivals")]
    [InlineData("PATCH", "/hubs/queue")]
    [InlineData("DELETE", "/api/access/users")]
    [InlineData("DELETE", "/jobs")]
    public async Task An_unknown_method_is_refused(string method, string path)
    {
        foreach (var host in (HttpClient[])[hosts.Web, hosts.Services])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await host.SendAsync(request);

            await answer.ShouldBeProblemAsync(HttpStatusCode.MethodNotAllowed);
            answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD", "POST"]);
        }
    }

    [Fact]
    public async Task A_CONNECT_request_is_refused() =>
        (await SendAsync("CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: elsewhere.example:443\r\n\r\n")).ShouldBe(
            "HTTP/1.1 405 Method Not Allowed"
        );

    [Fact]
    public async Task An_overlong_address_is_refused() =>
        (await SendAsync($"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n")).ShouldBe(
            "HTTP/1.1 414 URI Too Long"
        );

    [Theory]
    [InlineData("x:99999")]
    [InlineData("x:0")]
    public async Task A_host_with_an_impossible_port_is_refused(string host)
    {
        foreach (var path in (string[])["/", "/board/KHORGOS", "/openapi/v1.json", "/api/board/ports", "/sign-in"])
        {
            (await SendAsync($"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).ShouldBe(
                "HTTP/1.1 400 Bad Request"
            );
        }
    }

    [Fact]
    public async Task Overlong_headers_are_refused()
    {
        const string Refused = "HTTP/1.1 431 Request Header Fields Too Large";
        var large = $"GET / HTTP/1.1\r\nHost: localhost\r\nX-Much: {new string('a', 33_000)}\r\n\r\n";
        var many = string.Concat(Enumerable.Range(0, 101).Select(i => $"X-{i}: a\r\n"));

        (await SendAsync(large)).ShouldBe(Refused);
        (await SendAsync($"GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n")).ShouldBe(Refused);
    }

    [Fact]
    public void A_very_slow_client_is_disconnected()
    {
        var limits = port.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        limits.RequestHeadersTimeout.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
        limits.KeepAliveTimeout.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(3));
        foreach (var rate in (MinDataRate?[])[limits.MinRequestBodyDataRate, limits.MinResponseDataRate])
        {
            rate.ShouldNotBeNull().BytesPerSecond.ShouldBeGreaterThanOrEqualTo(240);
            rate.GracePeriod.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task Connections_leave_descriptors_to_databases()
    {
        var limits = hosts.Parts.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        var descriptors = (await File.ReadAllLinesAsync("/proc/self/limits"))
            .Single(line => line.StartsWith("Max open files", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];

        var both = limits.MaxConcurrentConnections + limits.MaxConcurrentUpgradedConnections;
        both.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(long.Parse(descriptors, CultureInfo.InvariantCulture) * 3 / 4);
    }

    [Fact]
    public async Task A_connection_that_sends_nothing_is_closed()
    {
        var opened = TimeProvider.System.GetTimestamp();

        await Should.ThrowAsync<IOException>(() => SendAsync(""));

        TimeProvider.System.GetElapsedTime(opened).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_stalled_body_is_disconnected()
    {
        const string Begun =
            "POST /api/access/tokens HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

        (await SendAsync(Begun)).ShouldBe("HTTP/1.1 408 Request Timeout");
    }

    /// <summary>Sends raw text. Returns the first line of the response.</summary>
    private async Task<string?> SendAsync(string request)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var client = new TcpClient();
        var address = hosts.Services.BaseAddress!;
        await client.ConnectAsync(address.Host, address.Port, patience.Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(patience.Token);
    }
}
