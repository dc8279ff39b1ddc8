using System.Globalization;
using Microsoft.Playwright;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.Simulation;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>
/// What the pages cost a browser. Figures to read, not to pass: they are of this machine and of what else it does.
/// tests/measures.sh runs them; otherwise they are skipped.
/// </summary>
[Trait("for", "figures")]
public sealed class Measures(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private const int Loads = 20;
    private static readonly int Seconds = TestSetting.Number("PORTTRACKER_TEST_SECONDS", 20);

    [Fact]
    public async Task First_content()
    {
        await using var host = await StartAsync(vehicles: 300);
        List<(double FirstByte, double FirstContent)> loads = [];
        for (var i = 0; i < Loads; i++)
        {
            var page = await browser.NewPageAsync();
            await page.GotoAsync(Board(host));
            await Expect(page.Locator(".link.live")).ToBeVisibleAsync();
            loads.Add(
                (
                    await page.EvaluateAsync<double>("performance.getEntriesByType('navigation')[0].responseStart"),
                    await page.EvaluateAsync<double>(
                        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
                    )
                )
            );
            await page.Context.CloseAsync();
        }

        Tell($"first byte    {Spread(loads.Select(load => load.FirstByte))}");
        Tell($"first content {Spread(loads.Select(load => load.FirstContent))}");
    }

    [Fact]
    public async Task WebAssembly_payload()
    {
        await using var host = await StartAsync(vehicles: 30);
        var page = await browser.NewPageAsync();
        await page.AddInitScriptAsync("performance.setResourceTimingBufferSize(1000)");
        await page.GotoAsync(Board(host));
        await Expect(page.Locator(".link.live")).ToBeVisibleAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        var lines = await page.EvaluateAsync<string[]>(
            "performance.getEntriesByType('resource').map(e => `${e.encodedBodySize} ${e.decodedBodySize} ${new URL(e.name).pathname}`)"
        );
        var files = lines
            .Select(line => line.Split(' '))
            .Select(line => (Sent: Number(line[0]), Is: Number(line[1]), Path: line[2]))
            .OrderByDescending(file => file.Sent)
            .ToList();
        var framework = files.Where(file => file.Path.StartsWith("/_framework/", StringComparison.Ordinal)).ToList();
        Tell($"WebAssembly: {framework.Sum(file => file.Sent):N0} bytes sent, {framework.Count} files");
        Tell($"all files:   {files.Sum(file => file.Sent):N0} bytes sent, {files.Count} files");
        foreach (var file in files)
        {
            Tell($"{file.Sent, 9:N0} of {file.Is, 9:N0} {file.Path}");
        }
    }

    [Fact]
    public async Task Clearances()
    {
        await using var host = await StartAsync(vehicles: 100);
        var board = await host.Client.Board.SnapshotAsync(TestTraffic.Port);
        var waits = await DeskOfficer.AllAsync(
            browser,
            host,
            board.Vehicles.Where(one => one.Stage is Stage.AwaitingClearance).Select(one => one.QueueNumber)
        );
        Tell($"from the last key of a clearance to what is shown: {Spread(waits)}");
    }

    [Theory]
    [InlineData("board/" + TestTraffic.Port, null, ".link.live")]
    [InlineData("firm", Roles.Operator, ".link.live")]
    [InlineData("desk", Roles.Officer, "#scan")]
    public async Task Long_tasks_with_3000_vehicles_and_20_changes_a_second(string path, string? role, string alive)
    {
        await using var host = await StartAsync(vehicles: 3_000);
        var page = await browser.NewPageAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 1920, Height = 1080 },
            }
        );
        await page.AddInitScriptAsync(
            "window.tasks = []; new PerformanceObserver(l => tasks.push(...l.getEntries().map(e => e.duration))).observe({ type: 'longtask', buffered: true })"
        );
        await page.GotoAsync(new Uri(host.Address, path).AbsoluteUri);
        if (role is not null)
        {
            var user = SignInSteps.Newcomer(role) with { Firm = role is Roles.Operator ? SignedInPages.Firm : null };
            await page.SignInAsync(user.UserName, await DemoOnboarding.AddAsync(host.Client, host.Http, user));
        }

        await Expect(page.Locator(alive).First).ToBeVisibleAsync();
        if (role is Roles.Officer)
        {
            await page.Locator(".stages button", new() { HasText = "Awaiting clearance" }).ClickAsync();
            await Expect(page.Locator("tbody tr")).ToHaveCountAsync(200);
        }

        await page.WaitForTimeoutAsync(3_000);
        Tell($"/{path} while loading: {await TasksAsync()}");

        var waiting = new Queue<BoardVehicle>(
            (await host.Client.Board.SnapshotAsync(TestTraffic.Port)).Vehicles.Where(v =>
                v.Stage == Stage.AwaitingClearance
            )
        );
        var changes = 0;
        using var half = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var i = 0; i < Seconds * 2; i++)
        {
            // Three that come, each with its channel; three that are cleared; three that leave.
            ClearanceRequest next = new()
            {
                Movements =
                [
                    .. Enumerable
                        .Range(0, 3)
                        .Select(_ => new MovementReference { MovementId = waiting.Dequeue().MovementId }),
                ],
            };
            await host.Client.Entry.ArriveAsync(TestTraffic.ArrivalOf([.. Cars(3)]));
            await host.Client.Clearance.GrantAsync(next);
            await host.Client.Clearance.DepartAsync(next);
            changes += 12;
            await half.WaitForNextTickAsync();
        }

        Tell($"/{path}, {changes} changes in {Seconds} s: {await TasksAsync()}");

        async Task<string> TasksAsync()
        {
            var tasks = await page.EvaluateAsync<double[]>("tasks.splice(0)");
            return $"{tasks.Length} tasks over 50 ms, the longest {tasks.DefaultIfEmpty().Max():N0} ms";
        }
    }

    private static string Board(HostProcess host) => new Uri(host.Address, $"board/{TestTraffic.Port}").AbsoluteUri;

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Vehicles of one firm, so that its page has as many as the board.</summary>
    private static IEnumerable<Vehicle> Cars(int count) =>
        Enumerable.Range(0, count).Select(_ => TestTraffic.Car() with { Operator = SignedInPages.Firm });

    private static string Spread(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"median {sorted[sorted.Count / 2]:N0} ms, p95 {sorted[sorted.Count * 95 / 100]:N0} ms, {sorted[0]:N0} to {sorted[^1]:N0} ms, of {sorted.Count}"
        );
    }

    private static async Task<HostProcess> StartAsync(int vehicles)
    {
        Assert.SkipWhen(
            SolutionOutput.Published is null,
            "PORTTRACKER_TEST_PUBLISHED names no published host: see tests/measures.sh"
        );
        var host = new HostProcess();
        await host.InitializeAsync();
        await host.Client.Firms.PutAsync(new Firm { Uscc = SignedInPages.Firm, Name = "Silk Road Cars" });
        foreach (var some in Cars(vehicles).Chunk(Limits.Batch))
        {
            await host.Client.Entry.ArriveAsync(TestTraffic.ArrivalOf(some));
        }

        await host.Client.SettleAsync();
        return host;
    }

    private void Tell(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
