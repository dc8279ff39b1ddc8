using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>axe finds no violation on any page, light or dark. Add a line for a new page.</summary>
public sealed class AccessibilityTests(AccessibilityTests.PortWithTraffic port)
    : IClassFixture<AccessibilityTests.PortWithTraffic>,
        IDisposable
{
    private static readonly AxeRunOptions Everything = new();
    private static readonly AxeRunOptions Colours = new()
    {
        RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block"),
    };

    public void Dispose() => port.Pages.Host.WriteLog();

    [Theory]
    [InlineData("", null)]
    [InlineData("board/KHORGOS", null)]
    [InlineData("board/KHORGOS?find=C1", null)]
    [InlineData("board/QUIET", null)]
    [InlineData("board/NOWHERE", null)]
    [InlineData("sign-in", null)]
    [InlineData("refused/403", null)]
    [InlineData("refused/403", Roles.Officer)]
    [InlineData("account", Roles.Officer)]
    [InlineData("desk", Roles.Officer)]
    [InlineData("totals", Roles.Manager)]
    [InlineData("totals/job", Roles.Manager)]
    [InlineData("firm", Roles.Operator)]
    [InlineData("admin", Roles.Administrator)]
    [InlineData("admin/firms", Roles.Administrator)]
    [InlineData("admin/keys", Roles.Administrator)]
    [InlineData("admin/users/{user}", Roles.Administrator)]
    [InlineData("failures", Roles.Administrator)]
    public async Task A_page_is_accessible(string path, string? role)
    {
        var user = await port.Pages.Host.Client.Users.List().FirstAsync();
        var page = await port.Pages.OpenAsync(
            path.Replace("{user}", user.Id.ToString(), StringComparison.Ordinal),
            role
        );

        // Wait until the page is interactive.
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await HasNoViolationAsync(page);
        await page.CloseAsync();
    }

    [Fact]
    public async Task A_working_desk_is_accessible()
    {
        var page = await port.Pages.OpenAsync("desk", Roles.Officer);
        await ScanAsync(page, port.Vehicles[0].Vin);
        await Expect(page.Locator(".acts button").First).ToBeVisibleAsync();
        await HasNoViolationAsync(page);

        await page.Keyboard.PressAsync("h");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await HasNoViolationAsync(page);

        await page.Keyboard.PressAsync("Escape");
        await ScanAsync(page, "i");
        await Expect(page.Locator(".history li").First).ToBeVisibleAsync();
        await HasNoViolationAsync(page);

        await ScanAsync(page, "LSVAA4189E9999999");
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await HasNoViolationAsync(page);

        await ScanAsync(page, "n");
        await Expect(page.GetByLabel("Brand")).ToBeVisibleAsync();
        await HasNoViolationAsync(page);

        await page.GetByLabel("Port", new() { Exact = true }).SelectOptionAsync("QUIET");
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await HasNoViolationAsync(page);
        await page.CloseAsync();
    }

    private static async Task ScanAsync(IPage page, string text)
    {
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();
        await page.GetByLabel("Scan or search").FillAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    private static async Task HasNoViolationAsync(IPage page)
    {
        await Expect(page.GetByText("Loading…")).ToHaveCountAsync(0);
        await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        List<string> violations = [];
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            // Only the colours differ.
            var found = await page.RunAxe(scheme is ColorScheme.Dark ? Colours : Everything);
            found.Passes.ShouldNotBeEmpty("axe has looked at nothing");
            violations.AddRange(
                from violation in found.Violations
                from node in violation.Nodes
                select $"{scheme}: {violation.Help} ({violation.Id}) {node.Target}: {node.Html}"
            );
        }

        violations.ShouldBeEmpty(page.Url);
    }

    /// <summary>Vehicles at some stages, a month of totals, and a message that has failed.</summary>
    public sealed class PortWithTraffic : IAsyncLifetime
    {
        public SignedInPages Pages { get; } = new();

        public IReadOnlyList<ArrivedVehicle> Vehicles { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            await Pages.InitializeAsync();
            var client = Pages.Host.Client;
            var answer = await client.Entry.ArriveAsync(
                TestTraffic.ArrivalOf(
                    Enumerable.Range(0, 30).Select(_ => TestTraffic.Car() with { Operator = SignedInPages.Firm }),
                    TimeProvider.System.GetUtcNow().AddHours(-3)
                )
            );
            Vehicles = answer.Arrivals;
            await client.SettleAsync();

            using var file = new MemoryStream();
            MovementCsv.Write(file, TestTraffic.PastPlan(300));
            var bytes = file.ToArray();
            var past = new CsvSource(() => new MemoryStream(bytes));
            await client.Throughput.ImportMovementsAsync(TestTraffic.Port, BadLineHandling.Reject, past);
            await client.Throughput.AggregateAsync();

            await Sqlite.ExecuteAsync(
                Pages.Host.FileOf(ServiceNames.Inspection),
                """
                INSERT INTO journal (EventId, MovementId, RecordedAt, Body)
                VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', 0, CAST('{"type":"NobodyKnowsThis"}' AS BLOB))
                """
            );
            await Waiting.UntilAsync(
                "The event was not set aside.",
                async () => await client.FailedEvents.List(ServiceNames.Board).AnyAsync()
            );
        }

        public ValueTask DisposeAsync() => Pages.DisposeAsync();
    }
}
