using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>An officer at the desk, in a real browser, with a keyboard and nothing else.</summary>
public sealed class DeskTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private const string Carrier = "新B70077";

    public void Dispose() => host.TellLog();

    [Fact]
    public async Task A_carrier_comes_in_and_leaves_with_one_of_its_six_cars_held_back()
    {
        var cars = Enumerable.Range(0, 6).Select(_ => SomeTraffic.Car() with { CarrierPlate = Carrier }).ToList();
        await host.Client.PreRegisterAsync(SomeTraffic.AnnouncementOf(cars));
        await host.Client.SettleAsync();
        var page = await OpenAsync();

        await ScanAsync(page, Carrier);
        await Expect(Rows(page)).ToHaveCountAsync(6);
        await DoAsync(page, "a");
        await SaidAsync(page, "6 arrived.");

        // Someone has a reason to look at the last.
        var last = await ArrivedAsync(cars[^1].Vin);
        await host.Client.ReRouteAsync(
            new ReRouteRequest
            {
                MovementId = last,
                Channel = Channel.Red,
                Reason = "Tip-off",
            }
        );
        await host.Client.SettleAsync();
        await ScanAsync(page, cars[^1].Vin);
        await DoAsync(page, "s");
        await SaidAsync(page, "Inspection of 1 started.");
        await ScanAsync(page, cars[^1].Vin);
        await DoAsync(page, "e");
        await Expect(page.GetByLabel("Code of the finding")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("damage");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Scratches along the left door");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "Inspection of 1 ended.");
        await ScanAsync(page, cars[^1].Vin);
        await DoAsync(page, "h");
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Damaged on the way");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, "1 on hold.");

        await ScanAsync(page, Carrier);
        await Expect(Rows(page)).ToHaveCountAsync(6);
        await DoAsync(page, "g");
        await SaidAsync(page, "5 cleared.");
        await ScanAsync(page, Carrier);
        await DoAsync(page, "d");
        await SaidAsync(page, "5 departed.");

        await host.Client.SettleAsync();
        var board = await host.Client.BoardAsync(SomeTraffic.Port);
        board.Vehicles.ShouldHaveSingleItem().Stage.ShouldBe(Stage.Held);
    }

    [Fact]
    public async Task What_another_did_first_is_told_and_nothing_typed_is_lost()
    {
        var vehicle = await host.Client.ArriveAsync(SomeTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync();
        await ScanAsync(page, vehicle.Vin);
        await DoAsync(page, "x");
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Papers are forged");

        await host.Client.GrantAsync(SomeTraffic.On(vehicle));
        await host.Client.SettleAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Granted");
        await Expect(page.GetByLabel("Reason")).ToHaveValueAsync("Papers are forged");
        await Expect(Rows(page)).ToContainTextAsync("Cleared");
        await host.Client.DepartAsync(SomeTraffic.On(vehicle));
    }

    [Fact]
    public async Task A_scan_never_does_anything_but_look()
    {
        var one = await host.Client.ArriveAsync(SomeTraffic.Car());
        var other = await host.Client.ArriveAsync(SomeTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync();
        await ScanAsync(page, one.Vin);

        // A scanner that ends with two of them, and goes on.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await ScanAsync(page, other.Vin);
        await DoAsync(page, "h");
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(one.Vin);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This was scanned");
        await host.Client.SettleAsync();
        var board = await host.Client.BoardAsync(SomeTraffic.Port);
        foreach (var vehicle in (Arrived[])[one, other])
        {
            board
                .Vehicles.Single(shown => shown.MovementId == vehicle.MovementId)
                .Stage.ShouldBe(Stage.AwaitingClearance);
            await host.Client.GrantAsync(SomeTraffic.On(vehicle));
            await host.Client.DepartAsync(SomeTraffic.On(vehicle));
        }
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_to_do()
    {
        var page = await OpenAsync();
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("LSVAA4189E9999999");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".empty")).ToContainTextAsync("LSVAA4189E9999999");
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();
    }

    private static ILocator Rows(IPage page) => page.Locator("tbody tr");

    private static Task SaidAsync(IPage page, string text) =>
        Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(text);

    /// <summary>As a scanner does: what it reads, and Enter.</summary>
    private static async Task ScanAsync(IPage page, string text)
    {
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync($"{text}: ");
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    /// <summary>The letter of an action, and Enter.</summary>
    private static async Task DoAsync(IPage page, string key)
    {
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(key);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "desk").AbsoluteUri);
        await page.SignInAsync(host.User!.Name, host.User.Password);
        return page;
    }

    private async Task<Guid> ArrivedAsync(string vin) =>
        (await host.Client.EntryMovementsAsync(SomeTraffic.Port, vin: vin)).Items.Single().MovementId;
}
