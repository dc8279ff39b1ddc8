using System.Net.Http.Json;
using Microsoft.Playwright;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.Contracts.Vehicles;
using static Microsoft.Playwright.Assertions;
using static PortTracker.EndToEnd.DeskSteps;

namespace PortTracker.EndToEnd;

/// <summary>An officer at the desk, in a real browser, with only a keyboard.</summary>
public sealed class DeskTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    public static TheoryData<string> Locales { get; } = [DeskWords.English.Locale, DeskWords.Chinese.Locale];

    public void Dispose() => host.WriteLog();

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task A_carrier_arrives_and_leaves_with_one_of_its_six_cars_held_back(string locale)
    {
        var words = locale == DeskWords.English.Locale ? DeskWords.English : DeskWords.Chinese;
        var carrier = locale == DeskWords.English.Locale ? "新B70077" : "新B70088";
        var cars = Enumerable.Range(0, 6).Select(_ => TestTraffic.Car() with { CarrierPlate = carrier }).ToList();
        await host.Client.Entry.PreRegisterAsync(TestTraffic.AnnouncementOf(cars));
        await host.Client.SettleAsync();
        var page = await OpenAsync(words);

        await ScanAsync(page, carrier, words);
        await Expect(Rows(page)).ToHaveCountAsync(6);
        await DoAsync(page, "a", words);
        await SaidAsync(page, words.Arrived);

        // The last car is selected for inspection.
        var arrived = new List<Guid>();
        foreach (var car in cars)
        {
            arrived.Add(await ArrivedAsync(car.Vin));
        }

        var last = arrived[^1];
        await SelectForInspectionAsync(last);
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
        var board = await host.Client.Board.SnapshotAsync(TestTraffic.Port);
        var shown = board.Vehicles.Where(vehicle => arrived.Contains(vehicle.MovementId)).ShouldHaveSingleItem();
        (shown.MovementId, shown.Stage).ShouldBe((last, Stage.Held));
        await host.Client.Clearance.RefuseAsync(
            new ReasonedClearanceRequest
            {
                Movements = [new MovementReference { MovementId = last }],
                Reason = "Damaged",
            }
        );
        await host.Client.SettleAsync();
    }

    [Fact]
    public async Task The_history_of_a_vehicle_shows_who_did_what()
    {
        var vehicle = await host.Client.ArriveAsync(TestTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync(DeskWords.English);
        await ScanAsync(page, vehicle.Vin, DeskWords.English);
        await DoAsync(page, "h", DeskWords.English);
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Papers are missing");
        await page.Keyboard.PressAsync("Enter");
        await SaidAsync(page, DeskWords.English.Held);

        await DoAsync(page, "i", DeskWords.English);

        var steps = page.GetByRole(AriaRole.Region, new() { Name = $"History of {vehicle.Vin}" })
            .GetByRole(AriaRole.Listitem);
        await Expect(steps).ToHaveCountAsync(3);
        await Expect(steps.First).ToContainTextAsync($"queue no. {vehicle.QueueNumber}");
        await Expect(steps.Last).ToContainTextAsync("Put on hold");
        await Expect(steps.Last).ToContainTextAsync($"by {host.User!.Name}");
        await Expect(steps.Last).ToContainTextAsync("Papers are missing");

        await page.Keyboard.PressAsync("Escape");
        await Expect(steps).ToHaveCountAsync(0);
        await Expect(page.GetByLabel(DeskWords.English.Scan)).ToBeFocusedAsync();
        await host.Client.Clearance.ResumeAsync(TestTraffic.On(vehicle));
        await host.Client.Clearance.GrantAsync(TestTraffic.On(vehicle));
        await host.Client.Clearance.DepartAsync(TestTraffic.On(vehicle));
    }

    [Fact]
    public async Task An_unannounced_vehicle_is_recorded_with_its_papers()
    {
        var car = TestTraffic.Car();
        var page = await OpenAsync(DeskWords.English);
        await Expect(page.GetByLabel(DeskWords.English.Scan)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(car.Vin);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".empty")).ToContainTextAsync(car.Vin);

        await DoAsync(page, "n", DeskWords.English);
        await Expect(page.GetByLabel("Plate (optional)")).ToBeFocusedAsync();
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

        // The Enter key of a scanner is not a confirmation.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Button("Admit")).ToBeFocusedAsync();
        await Expect(page.Locator(".wrong")).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByLabel("Declaration", new() { Exact = true }))
            .ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex("18 digits"));
        await Expect(page.GetByLabel("Brand")).ToHaveValueAsync(car.Brand);

        await page.GetByLabel("Declaration", new() { Exact = true }).FillAsync(car.DeclarationNumber);
        await page.Button("Admit").PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync($"{car.Vin} arrived: lane");
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await Expect(page.GetByLabel(DeskWords.English.Scan)).ToBeFocusedAsync();
        await host.Client.SettleAsync();
        var movement = On(await ArrivedAsync(car.Vin));
        await host.Client.Clearance.GrantAsync(movement);
        await host.Client.Clearance.DepartAsync(movement);
    }

    [Fact]
    public async Task A_clearance_takes_two_keystrokes_after_the_scan()
    {
        var arrivals = await host.Client.Entry.ArriveAsync(
            TestTraffic.ArrivalOf([TestTraffic.Car(), TestTraffic.Car()])
        );
        await host.Client.SettleAsync();

        var waits = await DeskOfficer.AllAsync(browser, host, arrivals.Arrivals.Select(arrived => arrived.QueueNumber));

        waits.Length.ShouldBe(2);
        foreach (var arrived in arrivals.Arrivals)
        {
            await host.Client.Clearance.DepartAsync(TestTraffic.On(arrived));
        }
    }

    [Fact]
    public async Task A_conflicting_change_is_reported_and_no_input_is_lost()
    {
        var vehicle = await host.Client.ArriveAsync(TestTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync(DeskWords.English);
        await ScanAsync(page, vehicle.Vin, DeskWords.English);
        await DoAsync(page, "x", DeskWords.English);
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Papers are forged");

        await host.Client.Clearance.GrantAsync(TestTraffic.On(vehicle));
        await host.Client.SettleAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Granted");
        await Expect(page.GetByLabel("Reason")).ToHaveValueAsync("Papers are forged");
        await Expect(Rows(page)).ToContainTextAsync("Cleared");
        await host.Client.Clearance.DepartAsync(TestTraffic.On(vehicle));
    }

    [Fact]
    public async Task A_scan_changes_nothing()
    {
        var one = await host.Client.ArriveAsync(TestTraffic.Car());
        var other = await host.Client.ArriveAsync(TestTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync(DeskWords.English);
        await ScanAsync(page, one.Vin, DeskWords.English);

        // A scanner may send Enter twice.
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await ScanAsync(page, other.Vin, DeskWords.English);
        await DoAsync(page, "h", DeskWords.English);
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(one.Vin);
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("This is a scanned number");
        await host.Client.SettleAsync();
        var board = await host.Client.Board.SnapshotAsync(TestTraffic.Port);
        foreach (var vehicle in (ArrivedVehicle[])[one, other])
        {
            board
                .Vehicles.Single(shown => shown.MovementId == vehicle.MovementId)
                .Stage.ShouldBe(Stage.AwaitingClearance);
            await host.Client.Clearance.GrantAsync(TestTraffic.On(vehicle));
            await host.Client.Clearance.DepartAsync(TestTraffic.On(vehicle));
        }
    }

    [Fact]
    public async Task The_desk_shows_the_last_of_several_quick_scans()
    {
        var one = await host.Client.ArriveAsync(TestTraffic.Car());
        var other = await host.Client.ArriveAsync(TestTraffic.Car());
        await host.Client.SettleAsync();
        var page = await OpenAsync(DeskWords.English);
        await ScanAsync(page, one.Vin, DeskWords.English);

        // Scan while the action is in flight and its response is late.
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
        await DoAsync(page, "g", DeskWords.English);
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
        await DoAsync(page, "g", DeskWords.English);
        await Expect(Rows(page)).ToContainTextAsync("Cleared");
        foreach (var vehicle in (ArrivedVehicle[])[one, other])
        {
            await host.Client.Clearance.DepartAsync(TestTraffic.On(vehicle));
        }
    }

    [Fact]
    public async Task The_desk_reports_a_lost_connection_and_reconnects()
    {
        var page = await OpenAsync(DeskWords.English);
        await Expect(page.GetByLabel(DeskWords.English.Scan)).ToBeFocusedAsync();

        await page.Context.SetOfflineAsync(true);
        await Expect(page.GetByText("The list is out of date")).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(false);

        await Expect(page.GetByText("The list is out of date")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_unknown_VIN_is_reported()
    {
        var page = await OpenAsync(DeskWords.English);
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();

        await page.Keyboard.TypeAsync("LSVAA4189E9999999");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".empty")).ToContainTextAsync("LSVAA4189E9999999");
        await Expect(page.GetByLabel("Scan or search")).ToBeFocusedAsync();
    }

    private static ClearanceRequest On(Guid movement) =>
        new() { Movements = [new MovementReference { MovementId = movement }] };

    private async Task<IPage> OpenAsync(DeskWords words)
    {
        var page = await browser.NewPageAsync(new BrowserNewContextOptions { Locale = words.Locale });
        await page.GotoAsync(new Uri(host.Address, "desk").AbsoluteUri);
        await page.SignInAsync(host.User!.Name, host.User.Password);
        return page;
    }

    /// <summary>A supervisor moves a vehicle to the red channel, which the desk does not offer.</summary>
    private async Task SelectForInspectionAsync(Guid movement)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/inspection/re-routes")
        {
            Content = JsonContent.Create(
                new ReRouteRequest
                {
                    MovementId = movement,
                    Channel = Channel.Red,
                    Reason = "Tip-off",
                },
                options: PortJson.Options
            ),
            Headers = { { "Authorization", $"Bearer {await host.User!.Tokens.GetTokenAsync()}" } },
        };
        using var answer = await host.Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<Guid> ArrivedAsync(string vin) =>
        (await host.Client.Entry.Movements(TestTraffic.Port, vin).SingleAsync()).MovementId;
}
