using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PortTracker.Tests.Hosting;

namespace PortTracker.Tests.Safety;

public sealed class HealthTests
{
    private const string Ready = "/health/ready";

    [Fact]
    public async Task Anyone_may_ask_and_is_told_no_address_and_no_exception()
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
        var checks = JsonNode.Parse(text)!["checks"]!;
        checks["throws"]!["status"]!.GetValue<string>().ShouldBe("Unhealthy");
        checks["own"]!["description"]!.GetValue<string>().ShouldBe("It waits.");
    }

    [Fact]
    public async Task A_web_host_says_how_many_of_a_services_instances_are_silent_and_not_where_they_are()
    {
        await using var hosts = new TwoHosts { HalfAway = ServiceNames.Board };
        await hosts.InitializeAsync();

        // A machine that is busy is silent for a moment, too.
        var text = "";
        await SqlServer.DayAtThePort.Until(async () =>
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
