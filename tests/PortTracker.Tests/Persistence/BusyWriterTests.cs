using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Persistence;
using PortTracker.VehicleEntry;

namespace PortTracker.Tests.Persistence;

public sealed class BusyWriterTests : IAsyncLifetime
{
    private const int MaxWaiting = 500;

    // One gate plays all of them.
    private readonly PortHost port = new() { Settings = { ["RateLimits:InProgress"] = "1000" } };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Fact]
    public async Task A_full_queue_of_writers_refuses_with_the_time_to_try_again_and_loses_nobody_in_it()
    {
        await using var scope = port.Services.CreateAsyncScope();
        var released = new TaskCompletionSource<bool>();
        var slow = port
            .Services.GetRequiredService<ServiceTransaction<EntryDb>>()
            .RunAsync(scope.ServiceProvider.GetRequiredService<EntryDb>(), () => released.Task, default);

        var arrivals = Enumerable
            .Range(0, MaxWaiting + 20)
            .Select(_ => port.PostAsync("/api/entry/arrivals", PortHost.Arrival(SomeVehicle.Green())))
            .ToList();
        var refused = await await Task.WhenAny(arrivals);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("Nothing was done");
        released.SetResult(false);
        await slow;
        var answers = await Task.WhenAll(arrivals);
        answers.Count(answer => answer.StatusCode is HttpStatusCode.OK).ShouldBeGreaterThanOrEqualTo(MaxWaiting - 20);
        answers.ShouldAllBe(answer =>
            answer.StatusCode == HttpStatusCode.OK || answer.StatusCode == HttpStatusCode.ServiceUnavailable
        );
    }
}
