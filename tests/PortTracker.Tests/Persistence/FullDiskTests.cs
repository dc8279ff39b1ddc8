using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace PortTracker.Tests.Persistence;

public sealed class FullDiskTests : IAsyncLifetime
{
    private readonly FullDisk disk = new();
    private readonly LogCapture log = new();
    private readonly PortHost port;

    public FullDiskTests() =>
        port = new PortHost
        {
            Logging = log,
            Database = TestDatabase.OnFiles(),
            With = disk.AddTo,
        };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await port.DisposeAsync();
        log.Dispose();
    }

    [Fact]
    public async Task A_full_disk_refuses_commands_and_shows_on_the_health_page_until_there_is_space()
    {
        await port.ArriveAsync(SomeVehicle.Green());
        (await HealthAsync()).ShouldBe("Healthy");
        disk.IsFull = true;
        port.Time.Advance(TimeSpan.FromSeconds(5));

        for (var i = 0; i < 20; i++)
        {
            using var refused = await port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green()));
            var problem = await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable);
            problem.Detail!.ShouldContain("Nothing was done");
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        }

        (await HealthAsync()).ShouldBe("Unhealthy");

        disk.IsFull = false;
        port.Time.Advance(TimeSpan.FromSeconds(5));
        await port.ArriveAsync(SomeVehicle.Green());
        (await HealthAsync()).ShouldBe("Healthy");
        var told = log.Lines.Where(line => line.Text.StartsWith("entry ", StringComparison.Ordinal)).ToList();
        told.Count(line => line.Text.Contains("cannot use its database", StringComparison.Ordinal)).ShouldBe(1);
        told.Count(line => line.Text.Contains("can use its database again", StringComparison.Ordinal)).ShouldBe(1);
        log.Lines.ShouldNotContain(line => line.Text.Contains("   at ", StringComparison.Ordinal));
    }

    private async Task<string> HealthAsync()
    {
        using var client = port.Anonymous();
        using var answer = await client.GetAsync("/health/ready");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["checks"]!["entry database"]![
            "status"
        ]!.GetValue<string>();
    }
}
