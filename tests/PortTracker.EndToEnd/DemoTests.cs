using Microsoft.Playwright;
using PortTracker.Contracts.Board;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

public sealed class DemoTests(Browser browser) : IClassFixture<Browser>
{
    private const int Faster = 30;

    [Fact]
    public async Task The_demo_plays_a_day_faster_than_real_time()
    {
        // The setting behind the switch must not be taken for its value.
        await using var host = new HostProcess { Settings = ["--demo", "--Ports:0:Name", "The demo's port"] };
        await host.StartAgainAsync();

        var before = await SeeAsync(host, board => board is { Vehicles.Count: > 0, Today.Departed: > 0 });
        var started = TimeProvider.System.GetTimestamp();
        before.PortName.ShouldBe("The demo's port");

        var after = await SeeAsync(
            host,
            board => board.Today.Arrived > before.Today.Arrived && board.Today.Departed > before.Today.Departed
        );
        (after.AsOf - before.AsOf).ShouldBeGreaterThan(TimeProvider.System.GetElapsedTime(started) * Faster);
    }

    [Fact]
    public async Task One_click_signs_in_to_the_demo_and_every_page_is_marked_as_demo()
    {
        await using var host = new HostProcess { Settings = ["--demo"] };
        await host.StartAgainAsync();
        var page = await browser.NewPageAsync(new BrowserNewContextOptions { JavaScriptEnabled = false });
        var banner = page.GetByText("Demo: made-up vehicles");

        await page.GotoAsync(host.Address.AbsoluteUri);
        await Expect(banner).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await Expect(banner).ToBeVisibleAsync();
        // The page reloads itself until the accounts exist.
        foreach (var (role, name) in ((string, string)[])[("officer", "Officer Li"), ("auditor", "Auditor Sun")])
        {
            await page.Button($"{role} {name}").ClickAsync();
            await page.GotoAsync(new Uri(host.Address, "account").AbsoluteUri);
            await Expect(page.Locator(".bar")).ToContainTextAsync($"({role})");
            await Expect(banner).ToBeVisibleAsync();
            await page.Button("Sign out").ClickAsync();
        }
    }

    private static async Task<BoardSnapshot> SeeAsync(HostProcess host, Func<BoardSnapshot, bool> expected)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var board = await host.Client.Board.SnapshotAsync(TestTraffic.Port);
            if (expected(board))
            {
                return board;
            }

            TimeProvider
                .System.GetElapsedTime(started)
                .ShouldBeLessThan(TimeSpan.FromMinutes(2), board.Today.ToString());
            await Task.Delay(100);
        }
    }
}
