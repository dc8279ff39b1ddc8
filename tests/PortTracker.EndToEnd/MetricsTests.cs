using System.Net;
using PortTracker.Testing;

namespace PortTracker.EndToEnd;

public sealed class MetricsTests : IAsyncLifetime
{
    private readonly Uri metrics;
    private readonly HostProcess host;

    public MetricsTests()
    {
        var port = Loopback.FreePort();
        metrics = new Uri($"http://127.0.0.1:{port}/metrics");
        host = new HostProcess { Settings = [$"--Metrics:Port={port}"] };
    }

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Every_counter_starts_at_0()
    {
        var told = await host.Http.GetStringAsync(metrics);

        foreach (
            var series in (string[])
                [
                    """porttracker_vehicles_departed_total\{.*port="KHORGOS".*\} 0\s""",
                    """porttracker_events_applied_total\{.*service="clearance",source="inspection".*\} 0\s""",
                    """porttracker_events_set_aside_total\{.*service="throughput",source="clearance".*\} 0\s""",
                ]
        )
        {
            told.ShouldMatch(series);
        }
    }

    [Fact]
    public async Task Metrics_are_served_only_on_their_port()
    {
        await host.Client.ArriveAsync(TestTraffic.Car());

        var told = await host.Http.GetStringAsync(metrics);
        told.ShouldContain("http_server_request_duration_seconds_count");
        told.ShouldContain("""http_route="/api/entry/arrivals""");

        using var forged = new HttpRequestMessage(HttpMethod.Get, "metrics") { Headers = { Host = metrics.Authority } };
        using var refused = await host.Http.SendAsync(forged);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var nothingElse = await host.Http.GetAsync(new Uri(metrics, "api/board/ports"));
        nothingElse.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
