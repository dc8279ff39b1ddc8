using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Hosting;

public sealed class HealthTests
{
    private const string Ready = "/health/ready";

    [Fact]
    public async Task Health_is_public_and_reveals_no_address_or_exception()
    {
        const string Inside = "sql.internal:1433";
        var exception = new InvalidOperationException(Inside);
        await using var port = new PortHost
        {
            With = services =>
                services
                    .AddHealthChecks()
                    .AddCheck("throws", () => throw exception)
                    .AddCheck("fails", () => HealthCheckResult.Unhealthy(Inside, exception))
                    .AddCheck("bus", () => HealthCheckResult.Degraded(Inside), ["masstransit"])
                    .AddCheck("own", () => HealthCheckResult.Degraded("It waits.")),
        };
        await port.InitializeAsync();

        using var answer = await port.Anonymous().GetAsync(Ready);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldNotContain(Inside);
        JsonNode.Parse(text)!["version"]!.GetValue<string>().ShouldBe(ProductVersion.Text);
        var checks = JsonNode.Parse(text)!["checks"]!;
        checks["throws"]!["status"]!.GetValue<string>().ShouldBe("Unhealthy");
        checks["own"]!["description"]!.GetValue<string>().ShouldBe("It waits.");
    }

    [Fact]
    public async Task A_web_host_counts_silent_instances_without_their_addresses()
    {
        await using var hosts = new ServiceAndWebHosts { HalfAway = ServiceNames.Board };
        await hosts.InitializeAsync();

        // A busy machine may be silent for a moment.
        var text = "";
        await Waiting.UntilAsync(async () =>
        {
            text = await hosts.Anonymous.GetStringAsync(Ready);
            return text.Contains(
                "The board service does not answer at 1 of its 2 addresses.",
                StringComparison.Ordinal
            );
        });

        text.ShouldNotContain("127.0.0.1");
    }
}
