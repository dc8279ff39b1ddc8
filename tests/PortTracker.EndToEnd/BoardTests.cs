using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

public sealed partial class BoardTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private string Board => new Uri(host.Address, $"board/{TestTraffic.Port}").AbsoluteUri;

    public void Dispose() => host.WriteLog();

    [Fact]
    public async Task The_board_shows_a_vehicle_appear_and_move_without_a_reload()
    {
        var page = await browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await OpenAsync(page);
        var exported = await ExportedAsync(page);

        var vehicle = await host.Client.ArriveAsync(TestTraffic.Car());
        await Expect(Called(page, "#awaiting-clearance", vehicle)).ToBeVisibleAsync();

        await host.Client.SettleAsync();
        await host.Client.Clearance.GrantAsync(TestTraffic.On(vehicle));
        await Expect(Called(page, "#cleared", vehicle)).ToBeVisibleAsync();
        await Expect(Called(page, "#awaiting-clearance", vehicle)).ToHaveCountAsync(0);

        await host.Client.Clearance.DepartAsync(TestTraffic.On(vehicle));
        await Expect(Called(page, "main", vehicle)).ToHaveCountAsync(0);
        await Expect(Exported(page)).ToHaveTextAsync($"{exported + 1}");

        await ShouldBeTheSameAsync(page);
        complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_board_is_readable_without_JavaScript()
    {
        var page = await browser.NewPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var papers = TestTraffic.Car();
        var vehicle = await host.Client.ArriveAsync(
            papers,
            TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(100)
        );
        await host.Client.ShowsAsync([vehicle.MovementId]);

        var answer = await page.GotoAsync(Board);
        // Read at once: the page reloads itself, and its first response is gone then.
        var html = await answer!.TextAsync();

        var waiting = (await host.Client.Board.SnapshotAsync(TestTraffic.Port)).Counts.Single(count =>
            count.Stage is Stage.AwaitingClearance
        );
        await Expect(page.Locator(".tiles .awaiting-clearance .count")).ToHaveTextAsync($"{waiting.Vehicles}");
        var row = page.Locator("#awaiting-clearance li").Filter(new() { HasText = vehicle.QueueNumber });
        await Expect(row).ToContainTextAsync(vehicle.QueueNumber);
        await Expect(row).ToContainTextAsync(Plate.Mask(papers.Plate, papers.Vin));
        await Expect(row).ToContainTextAsync(new Regex(@"1 h 4\d min"));

        // The page also carries the board's state for the browser, in Base64.
        var carried = Base64()
            .Matches(html)
            .Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Value)))
            .ToList();
        carried.ShouldContain(text => text.Contains(vehicle.QueueNumber, StringComparison.Ordinal));
        foreach (var text in carried.Prepend(html))
        {
            text.ShouldNotContain(papers.Vin);
            text.ShouldNotContain(papers.Plate!);
        }
    }

    [Fact]
    public async Task The_board_counts_by_stage_and_lane_as_the_API_does()
    {
        var page = await browser.NewPageAsync();
        await OpenAsync(page);
        var vehicles = await host.Client.Entry.ArriveAsync(
            TestTraffic.ArrivalOf([.. Enumerable.Range(0, 9).Select(_ => TestTraffic.Car())])
        );
        await host.Client.SettleAsync();
        await host.Client.Clearance.GrantAsync(TestTraffic.On(vehicles.Arrivals[0]));
        await host.Client.Clearance.DepartAsync(TestTraffic.On(vehicles.Arrivals[0]));
        await host.Client.Clearance.GrantAsync(TestTraffic.On(vehicles.Arrivals[1]));
        await host.Client.SettleAsync();

        var board = await host.Client.Board.SnapshotAsync(TestTraffic.Port);
        await ShowsAsync(page, board);
        // Rendered by the server, without deltas.
        await page.ReloadAsync();
        await ShowsAsync(page, board);
    }

    [Fact]
    public async Task The_board_compares_today_with_yesterday_once_it_has_a_whole_day()
    {
        var vehicles = await host.Client.Entry.ArriveAsync(
            TestTraffic.ArrivalOf([TestTraffic.Car(), TestTraffic.Car()])
        );
        await host.Client.SettleAsync();
        foreach (var vehicle in vehicles.Arrivals)
        {
            await host.Client.Clearance.GrantAsync(TestTraffic.On(vehicle));
            await host.Client.Clearance.DepartAsync(TestTraffic.On(vehicle));
        }

        await host.Client.SettleAsync();
        var page = await browser.NewPageAsync();
        await OpenAsync(page);
        await Expect(page.Locator(".today .before")).ToHaveCountAsync(0);

        // One was here ten days ago, the other yesterday.
        await host.KillAsync();
        var file = host.FileOf(ServiceNames.Board);
        await MoveBackAsync(file, vehicles.Arrivals[0], days: 10, "018F0000-0000-7000-8000-000000000001");
        await MoveBackAsync(file, vehicles.Arrivals[1], days: 1, "018F0000-0000-7000-8000-000000000002");
        await host.StartAgainAsync();

        var board = await host.Client.Board.SnapshotAsync(TestTraffic.Port);
        board.Yesterday!.Departed.ShouldBe(1);
        await page.ReloadAsync();
        await Expect(page.Locator(".today .day")).ToContainTextAsync("Yesterday by ");
        await Expect(Day(page, "Exported").Locator(".before"))
            .ToContainTextAsync($"1 {(board.Today.Departed - 1) * 100:+0;−0;±0} %");
    }

    [Fact]
    public async Task The_board_reports_a_lost_connection_and_reconnects()
    {
        var page = await browser.NewPageAsync();
        await OpenAsync(page);
        var banner = page.GetByText("This board is not up to date.");

        await host.KillAsync();
        await Expect(banner).ToBeVisibleAsync();

        await host.StartAgainAsync();
        await Expect(banner).ToHaveCountAsync(0);
        var vehicle = await host.Client.ArriveAsync(TestTraffic.Car());
        await Expect(Called(page, "#awaiting-clearance", vehicle)).ToBeVisibleAsync();
        await ShouldBeTheSameAsync(page);
    }

    [Fact]
    public async Task The_board_fits_a_phone()
    {
        var page = await browser.NewPageAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            }
        );
        var cleared = await host.Client.ArriveAsync(TestTraffic.Car());
        var waiting = await host.Client.ArriveAsync(TestTraffic.Car());
        await host.Client.SettleAsync();
        await host.Client.Clearance.GrantAsync(TestTraffic.On(cleared));

        await OpenAsync(page);
        await Expect(Called(page, "#cleared", cleared)).ToBeVisibleAsync();
        await Expect(Called(page, "#awaiting-clearance", waiting)).ToBeVisibleAsync();

        var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        width.ShouldBeLessThanOrEqualTo(390);
    }

    [Fact]
    public async Task The_page_of_an_unknown_port_links_to_the_known_ports()
    {
        var page = await browser.NewPageAsync();

        var answer = await page.GotoAsync(new Uri(host.Address, "board/NOWHERE").AbsoluteUri);

        answer!.Status.ShouldBe(404);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Page not found");
        // There is one, which therefore needs no choice.
        await page.GetByRole(AriaRole.Link, new() { Name = "All boards" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Board);
    }

    [GeneratedRegex("[A-Za-z0-9+/]{40,}={0,2}", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Base64();

    /// <summary>Opens the board, waits until it is live, and marks the page. A reload removes the mark.</summary>
    private async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(Board);
        await Expect(page.Locator(".link.live")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.__same = 1");
    }

    private static async Task ShouldBeTheSameAsync(IPage page) =>
        (await page.EvaluateAsync<int?>("window.__same")).ShouldBe(1);

    private static ILocator Called(IPage page, string within, ArrivedVehicle vehicle) =>
        page.Locator($"{within} strong:text-is('{vehicle.QueueNumber}')");

    private static string Key(Stage stage) => JsonNamingPolicy.KebabCaseLower.ConvertName(stage.ToString());

    private static async Task ShowsAsync(IPage page, BoardSnapshot board)
    {
        foreach (var at in board.Counts)
        {
            var tile = page.Locator($".tiles > ol > li.{Key(at.Stage)}");
            await Expect(tile.Locator(".count")).ToHaveTextAsync($"{at.Vehicles}");
            await Expect(tile.Locator(".lanes li"))
                .ToHaveTextAsync(
                    at.Vehicles == 0
                        ? []
                        : board.Lanes.Select(lane =>
                            $"{lane.Lane} {lane.Counts.Single(there => there.Stage == at.Stage).Vehicles}"
                        )
                );
        }
    }

    private static ILocator Exported(IPage page) => Day(page, "Exported").Locator("dd").First;

    private static ILocator Day(IPage page, string name) =>
        page.Locator(".today > div").Filter(new() { HasText = name });

    private static Task MoveBackAsync(string file, ArrivedVehicle vehicle, int days, string id) =>
        Sqlite.ExecuteAsync(
            file,
            $"""
            UPDATE movements SET Id = '{id}', ArrivedAt = ArrivedAt - {days} * 86400000, GrantedAt = GrantedAt - {days} * 86400000,
                DepartedAt = DepartedAt - {days} * 86400000, LastAt = LastAt - {days} * 86400000
            WHERE QueueNumber = '{vehicle.QueueNumber}'
            """
        );

    private static async Task<int> ExportedAsync(IPage page) =>
        int.Parse(await Exported(page).InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
}
