using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Telemetry;
using PortTracker.ServiceHosting.Telemetry;
using PortTracker.Testing;

namespace PortTracker.Tests.Hosting;

public sealed partial class TelemetryTests
{
    private const string Dashboard = "../../../infra/monitoring/grafana/dashboards/porttracker.json";

    [Fact]
    public async Task Every_metric_of_the_dashboard_exists()
    {
        await using var host = await StartAsync();
        PortMetrics.EventsDispatched(ServiceNames.Entry, 3);
        PortMetrics.EventsApplied(ServiceNames.Throughput, ServiceNames.Entry, 3);
        PortMetrics.EventsSetAside(ServiceNames.Throughput, ServiceNames.Entry, 1);
        PortMetrics.VehiclesDeparted("KHORGOS", 2);
        PortMetrics.OutboxLag(ServiceNames.Entry, TimeSpan.FromSeconds(1.5));

        using var http = new HttpClient();
        await http.GetStringAsync(new Uri(host.Urls.First()));
        var told = await http.GetStringAsync(new Uri($"{host.Urls.Last()}/metrics"));

        var asked = Figures().Matches(await File.ReadAllTextAsync(Beside(Dashboard))).Select(match => match.Value);
        asked.Distinct().Where(figure => !told.Contains(figure + "{", StringComparison.Ordinal)).ShouldBeEmpty();
        told.ShouldContain("""service="entry"} 1.5""");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("0")]
    [InlineData("65536")]
    public async Task An_invalid_metrics_port_is_refused_with_an_explanation(string port)
    {
        var refused = await Should.ThrowAsync<ConfigurationException>(() => StartAsync(port));

        refused.Message.ShouldContain($"Metrics:Port is '{port}'");
    }

    private static async Task<WebApplication> StartAsync(string? port = null)
    {
        var builder = WebApplication.CreateBuilder([
            $"--urls=http://127.0.0.1:{Loopback.FreePort()}",
            $"--Metrics:Port={port ?? $"{Loopback.FreePort()}"}",
        ]);
        builder.AddTelemetry();
        var app = builder.Build();
        app.MapMetrics();
        app.MapGet("/", () => "served");
        await app.StartAsync();
        return app;
    }

    private static string Beside(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, path);

    [GeneratedRegex("(porttracker|http_server|dotnet_process)_[a-z_]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figures();
}
