using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>An officer at the desk, in a real browser, with a keyboard and nothing else.</summary>
public sealed class DeskTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private static readonly Words English = new(
        Locale: "en-GB",
        Scan: "Scan or search",
        Reason: "Reason",
        Code: "Code of the finding",
        Colon: ": ",
        Arrived: "6 arrived.",
        Started: "Inspection of 1 started.",
        Ended: "Inspection of 1 ended.",
        Held: "1 on hold.",
        Cleared: "5 cleared.",
        Departed: "5 departed."
    );

    private static readonly Words Chinese = new(
        Locale: "zh-CN",
        Scan: "扫描或查找",
        Reason: "原因",
        Code: "异常代码",
        Colon: "：",
        Arrived: "6 辆已到达。",
        Started: "1 辆已开始查验。",
        Ended: "1 辆已结束查验。",
        Held: "1 辆已暂扣。",
        Cleared: "5 辆已放行。",
        Departed: "5 辆已驶离。"
    );

    public static TheoryData<string> Locales { get; } = [English.Locale, Chinese.Locale];

    public void Dispose() => host.TellLog();

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task A_carrier_comes_in_and_leaves_with_one_of_its_six_cars_held_back(string locale)
    {
        var words = locale == English.Locale ? English : Chinese;
        var carrier = locale == English.Locale ? "新B70077" : "新B70088";
        var cars = Enumerable.Range(0, 6).Select(_ => SomeTraffic.Car() with { CarrierPlate = carrier }).ToList();
        await host.Client.PreRegisterAsync(SomeTraffic.AnnouncementOf(cars));
        await host.Client.SettleAsync();
        var page = await OpenAsync(words);

        await ScanAsync(page, carrier, words);
        await Expect(Rows(page)).ToHaveCountAsync(6);
        await DoAsync(page, "a", words);
        await SaidAsync(page, words.Arrived);

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
        await ScanAsync(page, cars[^1].Vin, words);
        await DoAsync(page, "s", words);
        await SaidAsync(page, words.Started);
        await ScanAsync(page, cars[^1].Vin, words);
        await DoAsync(page, "e", words);
        await Expect(page.GetByLabel(words.Code)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("damage");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Scratches along the left door");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, words.Ended);
        await ScanAsync(page, cars[^1].Vin, words);
        await DoAsync(page, "h", words);
        await Expect(page.GetByLabel(words.Reason)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Damaged on the way");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, words.Held);

        await ScanAsync(page, carrier, words);
        await Expect(Rows(page)).ToHaveCountAsync(6);
        await DoAsync(page, "g", words);
        await SaidAsync(page, words.Cleared);
        await ScanAsync(page, carrier, words);
        await DoAsync(page, "d", words);
        await SaidAsync(page, words.Departed);

        await host.Client.SettleAsync();
        var board = await host.Client.BoardAsync(SomeTraffic.Port);
        board.Vehicles.ShouldHaveSingleItem().Stage.ShouldBe(Stage.Held);
        await host.Client.RefuseAsync(
            new ReasonedClearanceRequest { Movements = [new MovementRef { MovementId = last }], Reason = "Damaged" }
        );
        await host.Client.SettleAsync();
    }

    [Fact]
    public async Task Who_did_what_with_a_vehicle_is_told_from_the_first_to_the_last()
    {
        var vehicle = await host.Client.ArriveAsync(SomeTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync(English);
        await ScanAsync(page, vehicle.Vin, English);
        await DoAsync(page, "h", English);
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Papers are missing");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, English.Held);

        await DoAsync(page, "i", English);

        var steps = page.GetByRole(AriaRole.Region, new() { Name = $"History of {vehicle.Vin}" })
            .GetByRole(AriaRole.Listitem);
        await Expect(steps).ToHaveCountAsync(3);
        await Expect(steps.First).ToContainTextAsync($"queue no. {vehicle.QueueNumber}");
        await Expect(steps.Last).ToContainTextAsync("Put on hold");
        await Expect(steps.Last).ToContainTextAsync($"by {host.User!.Name}");
        await Expect(steps.Last).ToContainTextAsync("Papers are missing");

        await page.Keyboard.PressAsync("Escape");
        await Expect(steps).ToHaveCountAsync(0);
        await Expect(page.GetByLabel(English.Scan)).ToBeFocusedAsync();
        await host.Client.ResumeAsync(SomeTraffic.On(vehicle));
        await host.Client.GrantAsync(SomeTraffic.On(vehicle));
        await host.Client.DepartAsync(SomeTraffic.On(vehicle));
    }

    [Fact]
    public async Task A_vehicle_that_nobody_announced_is_taken_in_with_its_papers()
    {
        var car = SomeTraffic.Car();
        var page = await OpenAsync(English);
        await Expect(page.GetByLabel(English.Scan)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(car.Vin);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".empty")).ToContainTextAsync(car.Vin);

        await DoAsync(page, "n", English);
        await Expect(page.GetByLabel("Plate (if any)")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(car.Plate ?? "");
        await TabAndTypeAsync(page, car.Brand);
        await TabAndTypeAsync(page, car.Model);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByLabel("Propulsion").SelectOptionAsync(car.Propulsion.ToString());
        await page.Keyboard.PressAsync("Tab");
        await TabAndTypeAsync(page, car.HsCode);
        await TabAndTypeAsync(page, car.Destination);
        await TabAndTypeAsync(page, "12345");
        await TabAndTypeAsync(page, "");
        await TabAndTypeAsync(page, car.Operator);

        // What ends a scan is no consent.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Button("Take in")).ToBeFocusedAsync();
        await Expect(page.Locator(".wrong")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Declaration", new() { Exact = true }))
            .ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("18 digits"));
        await Expect(page.GetByLabel("Brand")).ToHaveValueAsync(car.Brand);

        await page.GetByLabel("Declaration", new() { Exact = true }).FillAsync(car.DeclarationNumber);
        await page.Button("Take in").PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"{car.Vin} arrived: lane");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await Expect(page.GetByLabel(English.Scan)).ToBeFocusedAsync();
        await host.Client.SettleAsync();
        var movement = On(await ArrivedAsync(car.Vin));
        await host.Client.GrantAsync(movement);
        await host.Client.DepartAsync(movement);
    }

    [Fact]
    public async Task A_clearance_takes_two_keys_after_the_scan()
    {
        var arrivals = await host.Client.ArriveAsync(SomeTraffic.ArrivalOf([SomeTraffic.Car(), SomeTraffic.Car()]));
        await host.Client.SettleAsync();

        var waits = await Clearing.AllAsync(browser, host, arrivals.Arrivals.Select(arrived => arrived.QueueNumber));

        waits.Length.ShouldBe(2);
        foreach (var arrived in arrivals.Arrivals)
        {
            await host.Client.DepartAsync(SomeTraffic.On(arrived));
        }
    }

    [Fact]
    public async Task What_another_did_first_is_told_and_nothing_typed_is_lost()
    {
        var vehicle = await host.Client.ArriveAsync(SomeTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync(English);
        await ScanAsync(page, vehicle.Vin, English);
        await DoAsync(page, "x", English);
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
        var page = await OpenAsync(English);
        await ScanAsync(page, one.Vin, English);

        // A scanner that ends with two of them, and goes on.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await ScanAsync(page, other.Vin, English);
        await DoAsync(page, "h", English);
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
    public async Task Of_scans_that_follow_fast_the_last_is_on_the_desk()
    {
        var one = await host.Client.ArriveAsync(SomeTraffic.Car());
        var other = await host.Client.ArriveAsync(SomeTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync(English);
        await ScanAsync(page, one.Vin, English);

        // While what was done is on its way, and its answer comes late.
        await page.RouteAsync(
            "**/api/clearance/grants",
            async route =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                await route.ContinueAsync();
            }
        );
        await page.RouteAsync(
            $"**/desk/movements*{one.Vin}*",
            async route =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                await route.ContinueAsync();
            }
        );
        await DoAsync(page, "g", English);
        foreach (var vin in (string[])[one.Vin, other.Vin])
        {
            await page.Keyboard.TypeAsync(vin);
            await page.Keyboard.PressAsync("Enter");
        }

        await SaidAsync(page, "1 cleared.");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync($"{other.Vin}: 1");
        await Expect(Rows(page)).ToContainTextAsync(other.Vin);
        await page.WaitForTimeoutAsync(1_500);
        await Expect(Rows(page)).ToContainTextAsync(other.Vin);
        await DoAsync(page, "g", English);
        await Expect(Rows(page)).ToContainTextAsync("Cleared");
        foreach (var vehicle in (Arrived[])[one, other])
        {
            await host.Client.DepartAsync(SomeTraffic.On(vehicle));
        }
    }

    [Fact]
    public async Task A_desk_that_lost_its_connection_says_so_and_recovers_by_itself()
    {
        var page = await OpenAsync(English);
        await Expect(page.GetByLabel(English.Scan)).ToBeFocusedAsync();

        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("The list is not fresh")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);

        await Expect(page.GetByText("The list is not fresh")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_to_do()
    {
        var page = await OpenAsync(English);
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("LSVAA4189E9999999");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".empty")).ToContainTextAsync("LSVAA4189E9999999");
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();
    }

    private static ILocator Rows(IPage page) => page.Locator("tbody tr");

    private static Task SaidAsync(IPage page, string text) =>
        Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(text);

    private static ClearanceRequest On(Guid movement) =>
        new() { Movements = [new MovementRef { MovementId = movement }] };

    private static async Task TabAndTypeAsync(IPage page, string text)
    {
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>As a scanner does: what it reads, and Enter.</summary>
    private static async Task ScanAsync(IPage page, string text, Words words)
    {
        await Expect(page.GetByLabel(words.Scan)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync(text + words.Colon);
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    /// <summary>The letter of an action, and Enter.</summary>
    private static async Task DoAsync(IPage page, string key, Words words)
    {
        await Expect(page.GetByLabel(words.Scan)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(key);
        await page.Keyboard.PressAsync("Enter");
    }

    private async Task<IPage> OpenAsync(Words words)
    {
        var page = await browser.NewPageAsync(new BrowserNewContextOptions { Locale = words.Locale });
        await page.GotoAsync(new Uri(host.Address, "desk").AbsoluteUri);
        await page.SignInAsync(host.User!.Name, host.User.Password);
        return page;
    }

    private async Task<Guid> ArrivedAsync(string vin) =>
        (await host.Client.EntryMovementsAsync(SomeTraffic.Port, vin: vin)).Items.Single().MovementId;

    /// <summary>What stands on the desk in one language.</summary>
    private sealed record Words(
        string Locale,
        string Scan,
        string Reason,
        string Code,
        string Colon,
        string Arrived,
        string Started,
        string Ended,
        string Held,
        string Cleared,
        string Departed
    );
}
