using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;

namespace PortTracker.Tests.Hosting;

public sealed class ServiceAwayTests
{
    [Fact]
    public async Task A_web_host_names_the_service_that_does_not_answer()
    {
        await using var hosts = new ServiceAndWebHosts();
        await hosts.InitializeAsync();
        await hosts.StopServicesAsync();

        using var arrival = await hosts.Anonymous.PostAsync(
            new Uri("/api/entry/arrivals", UriKind.Relative),
            new StringContent("{}")
        );
        var problem = await arrival.ShouldBeProblemAsync(HttpStatusCode.BadGateway);
        problem.Title.ShouldBe("The entry service does not answer.");
        problem.Detail!.ShouldContain($"send it again in a moment with the same {RequestHeaders.IdempotencyKey}");

        using var ready = await hosts.Anonymous.GetAsync(new Uri("/health/ready", UriKind.Relative));
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
        var health = JsonNode.Parse(await ready.Content.ReadAsStringAsync())!;
        health["status"]!.GetValue<string>().ShouldBe("Degraded");
        health["checks"]!["board"]!["description"]!.GetValue<string>().ShouldBe("The board service does not answer.");

        var document = JsonNode.Parse(await hosts.Anonymous.GetStringAsync("/openapi/v1.json"))!;
        document["info"]!["description"]!.GetValue<string>().ShouldContain("The clearance service does not answer.");
    }

    [Fact]
    public async Task A_watched_board_does_not_delay_the_shutdown_of_the_web_host()
    {
        await using var hosts = new ServiceAndWebHosts();
        await hosts.InitializeAsync();
        await using var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(hosts.Web.BaseAddress!, IQueueHub.Route), HttpTransportType.WebSockets)
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions))
            .Build();
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.SetResult();
            return Task.CompletedTask;
        };
        await connection.StartAsync();
        await connection.InvokeAsync<BoardSnapshot>(nameof(IQueueHub.Watch), PortHost.Port);

        var started = TimeProvider.System.GetTimestamp();
        await hosts.StopWebAsync();

        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
