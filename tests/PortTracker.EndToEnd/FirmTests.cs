using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>A logistics firm's user at the firm's page, in a real browser.</summary>
public sealed class FirmTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private static int firms;

    private readonly string firm = NextFirm();

    public void Dispose() => host.TellLog();

    [Fact]
    public async Task A_firm_sees_exactly_its_own_six_cars_come_and_go()
    {
        var own = Cars(6, firm, carrier: "新B70126");
        var others = Cars(3, NextFirm(), carrier: "新B70127");
        var page = await OpenAsync();
        await Expect(page.Locator(".empty")).ToContainTextAsync("Nothing of yours is announced");

        var announced = await host.Client.PreRegisterAsync(SomeTraffic.AnnouncementOf([.. own, .. others]));
        await ShowsAsync(page, own, "Expected");
        await host.Client.SettleAsync();
        await host.Client.ArriveAsync(SomeTraffic.ArrivalOf([.. others, .. own]));
        await ShowsAsync(page, own, "Awaiting clearance");
        await Expect(Count(page, "Awaiting clearance")).ToHaveTextAsync("6");
        await host.Client.SettleAsync();
        await host.Client.GrantAsync(Clearance(announced));
        await ShowsAsync(page, own, "Cleared");
        await host.Client.DepartAsync(Clearance(announced));
        await ShowsAsync(page, own, "Exported today");
        await Expect(Count(page, "Exported today")).ToHaveTextAsync("6");
        await Expect(Count(page, "All")).ToHaveTextAsync("6");

        var seen = await page.ContentAsync();
        foreach (var other in others)
        {
            seen.ShouldNotContain(other.Vin);
            seen.ShouldNotContain(other.Operator);
        }

        await ShouldBeTheSameAsync(page);
    }

    [Fact]
    public async Task A_manifest_with_bad_lines_is_told_line_by_line_and_the_others_are_announced_once()
    {
        var cars = Cars(4, firm, carrier: null);
        var lines = cars.ConvertAll(Line);
        lines[1] = lines[1].Replace(cars[1].Vin, "LFPH4ACC811A11853", StringComparison.Ordinal);
        lines[3] = lines[3].Replace(firm, NextFirm(), StringComparison.Ordinal);
        var page = await OpenAsync();
        await page.Button("Announce vehicles").ClickAsync();

        await ChooseAsync(page, lines);
        await page.Button("Announce").ClickAsync();
        await Expect(page.Locator(".result h3")).ToHaveTextAsync("manifest.csv: 2 bad lines");
        await Expect(page.Locator(".result h3")).ToBeFocusedAsync();
        var bad = page.Locator(".result tbody tr");
        await Expect(bad).ToHaveCountAsync(2);
        await TellsAsync(bad.Nth(0), line: 3, "vin", "The check digit (position 9)");
        await TellsAsync(bad.Nth(1), line: 5, "operator", "You announce vehicles of your own firm only");
        await Expect(Count(page, "All")).ToHaveTextAsync("0");

        await page.Button("Announce the other 2").ClickAsync();
        await SaidAsync(page, "2 vehicles.");
        await Expect(page.Locator("summary").Filter(new() { HasText = "Lines that were taken: 2" })).ToBeVisibleAsync();
        await ShowsAsync(page, [cars[0], cars[2]], "Expected");

        await ChooseAsync(page, lines);
        await page.Button("Announce").ClickAsync();
        await Expect(page.Locator(".result h3")).ToHaveTextAsync("manifest.csv: 4 bad lines");
        await TellsAsync(bad.Nth(0), line: 2, "vin", "is announced already");
        await ShowsAsync(page, [cars[0], cars[2]], "Expected");
    }

    [Fact]
    public async Task A_manifest_that_was_taken_while_the_answer_was_lost_is_not_taken_twice()
    {
        var cars = Cars(2, firm, carrier: null);
        var page = await OpenAsync();
        var isLost = false;
        await page.RouteAsync(
            "**/pre-registrations/csv?**",
            async route =>
            {
                if (isLost)
                {
                    await route.ContinueAsync();
                    return;
                }

                isLost = true;
                await route.FetchAsync();
                await route.AbortAsync();
            }
        );
        await page.Button("Announce vehicles").ClickAsync();
        await ChooseAsync(page, cars.ConvertAll(Line));
        await page.Button("Announce").ClickAsync();
        await Expect(page.GetByText("Sent again from here, it is taken once.")).ToBeVisibleAsync();
        await ShowsAsync(page, cars, "Expected");

        await page.Button("Send the same again").ClickAsync();

        await SaidAsync(page, "2 vehicles.");
        await ShowsAsync(page, cars, "Expected");
    }

    [Fact]
    public async Task A_file_that_is_no_manifest_is_refused_with_what_to_do()
    {
        var page = await OpenAsync();
        await page.Button("Announce vehicles").ClickAsync();

        // What a spreadsheet writes that was not asked for UTF-8: 新A12345 in GBK.
        await ChooseAsync(page, [0xD0, 0xC2, .. "A12345"u8]);
        await Expect(page.GetByRole(AriaRole.Alert).Last).ToContainTextAsync("Save it as “CSV UTF-8”");
        await Expect(page.Button("Announce")).ToBeDisabledAsync();

        await ChooseAsync(page, "a,b\n1,2\n"u8.ToArray());
        await page.Button("Announce").ClickAsync();
        await Expect(page.Locator(".result tbody tr")).ToContainTextAsync("The heading lacks vin");
    }

    [Fact]
    public async Task The_template_has_the_columns_of_a_manifest()
    {
        var page = await OpenAsync();
        await page.Button("Announce vehicles").ClickAsync();

        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download an empty manifest" }).ClickAsync()
        );

        var template = await File.ReadAllTextAsync(await download.PathAsync());
        template.TrimEnd().ShouldBe(string.Join(',', VehicleCsv.Columns));
    }

    [Fact]
    public async Task What_was_announced_is_cancelled_after_a_second_look()
    {
        var cars = Cars(2, firm, carrier: null);
        await host.Client.PreRegisterAsync(SomeTraffic.AnnouncementOf(cars));
        var page = await OpenAsync();
        await ShowsAsync(page, cars, "Expected");

        await page.Button($"Cancel… {cars[0].Vin}").ClickAsync();
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByLabel("Reason")).ToHaveCountAsync(0);
        await page.Button($"Cancel… {cars[0].Vin}").ClickAsync();
        await page.GetByLabel("Reason").FillAsync("Sold at home");
        await page.Keyboard.PressAsync("Enter");

        await SaidAsync(page, "Cancelled: 1.");
        await Expect(Row(page, cars[0])).ToContainTextAsync("Cancelled today");
        await Expect(Row(page, cars[1])).ToContainTextAsync("Expected");
    }

    [Fact]
    public async Task The_list_is_searched_sorted_and_folded_and_what_was_closed_stays_closed()
    {
        var first = Cars(3, firm, carrier: "新B80001", declaration: "940420260000000101");
        var second = Cars(2, firm, carrier: "新B80002", declaration: "940420260000000202");
        await host.Client.PreRegisterAsync(SomeTraffic.AnnouncementOf([.. first, .. second]));
        await host.Client.SettleAsync();
        await host.Client.ArriveAsync(SomeTraffic.ArrivalOf(first));
        await host.Client.SettleAsync();
        var page = await OpenAsync();
        await Expect(Rows(page)).ToHaveCountAsync(5);

        await page.Button("By carrier").ClickAsync();
        var groups = page.Locator("tr.group");
        await Expect(groups).ToHaveCountAsync(2);
        await Expect(groups.Filter(new() { HasText = "新B80001" })).ToContainTextAsync("Awaiting clearance 3");
        await groups.Filter(new() { HasText = "新B80001" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await host.Client.ArriveAsync(SomeTraffic.ArrivalOf(second));
        await Expect(groups.Filter(new() { HasText = "新B80002" })).ToContainTextAsync("Awaiting clearance 2");
        await Expect(Rows(page)).ToHaveCountAsync(2);

        await page.Button("By declaration").ClickAsync();
        await Expect(groups.First).ToContainTextAsync("9404202600000001");
        await page.Button("One list").ClickAsync();
        await page.GetByLabel("Find").FillAsync("新b-80002");
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await page.GetByLabel("Find").FillAsync("");

        var vins = first.Concat(second).Select(car => car.Vin).Order(StringComparer.Ordinal).ToList();
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Vehicle" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("th[aria-sort=ascending]")).ToContainTextAsync("Vehicle");
        await Expect(page.Locator("tbody .vehicle b")).ToHaveTextAsync(vins);
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "Vehicle" }).GetByRole(AriaRole.Button).ClickAsync();
        vins.Reverse();
        await Expect(page.Locator("tbody .vehicle b")).ToHaveTextAsync(vins);

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Expected", RegexOptions.None, Patience) })
            .ClickAsync();
        await Expect(page.Locator(".empty")).ToContainTextAsync("None of your vehicles is like that.");
        var csv = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download CSV: Expected" }).ClickAsync()
        );
        (await File.ReadAllLinesAsync(await csv.PathAsync())).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_comes_back_by_itself()
    {
        var cars = Cars(1, firm, carrier: null);
        await host.Client.PreRegisterAsync(SomeTraffic.AnnouncementOf(cars));
        var page = await OpenAsync();
        await ShowsAsync(page, cars, "Expected");
        var banner = page.GetByText("This page is not up to date.");

        await host.KillAsync();
        await Expect(banner).ToBeVisibleAsync();

        await host.StartAgainAsync();
        await Expect(banner).ToHaveCountAsync(0);
        await host.Client.ArriveAsync(SomeTraffic.ArrivalOf(cars));
        await ShowsAsync(page, cars, "Awaiting clearance");
        await ShouldBeTheSameAsync(page);
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(1);

    private static List<Vehicle> Cars(int count, string firm, string? carrier, string? declaration = null) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => SomeTraffic.Car())
                .Select(car =>
                    car with
                    {
                        Operator = firm,
                        CarrierPlate = carrier,
                        DeclarationNumber = declaration ?? car.DeclarationNumber,
                    }
                ),
        ];

    /// <summary>USCC of a firm that no other test has.</summary>
    private static string NextFirm()
    {
        var code = $"91654004MA{Interlocked.Increment(ref firms):0000000}";
        return code + Uscc.CheckCharacter(code);
    }

    private static string Line(Vehicle vehicle) =>
        string.Join(
            ',',
            vehicle.Vin,
            vehicle.Plate,
            vehicle.Brand,
            vehicle.Model,
            vehicle.Category,
            vehicle.Propulsion,
            vehicle.Form,
            vehicle.HsCode,
            vehicle.Destination,
            vehicle.DeclarationNumber,
            vehicle.CarrierPlate,
            vehicle.Operator
        );

    private static ClearanceRequest Clearance(PreRegistrationResponse announced) =>
        new() { Movements = [.. announced.Movements.Select(one => new MovementRef { MovementId = one.MovementId })] };

    private static Task ChooseAsync(IPage page, IEnumerable<string> lines) =>
        ChooseAsync(
            page,
            Encoding.UTF8.GetBytes(string.Join("\r\n", lines.Prepend(string.Join(',', VehicleCsv.Columns))) + "\r\n")
        );

    private static async Task ChooseAsync(IPage page, byte[] content)
    {
        await page.GetByLabel("Manifest (CSV)")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "manifest.csv",
                    MimeType = "text/csv",
                    Buffer = content,
                }
            );
    }

    private static ILocator Rows(IPage page) => page.Locator("tbody tr:has(td.vehicle)");

    private static ILocator Row(IPage page, Vehicle vehicle) => Rows(page).Filter(new() { HasText = vehicle.Vin });

    private static ILocator Count(IPage page, string stage) =>
        page.Locator(".counts li").Filter(new() { Has = page.GetByText(stage, new() { Exact = true }) }).Locator("b");

    private static async Task TellsAsync(ILocator row, int line, string column, string what)
    {
        var cells = row.GetByRole(AriaRole.Cell);
        await Expect(cells.Nth(0)).ToHaveTextAsync($"{line}");
        await Expect(cells.Nth(1)).ToHaveTextAsync(column);
        await Expect(cells.Nth(2)).ToContainTextAsync(what);
    }

    private static Task SaidAsync(IPage page, string text) =>
        Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = text })).ToBeVisibleAsync();

    /// <summary>The list is these vehicles, no other, and all in this stage.</summary>
    private static async Task ShowsAsync(IPage page, IReadOnlyList<Vehicle> vehicles, string stage)
    {
        await Expect(Rows(page).Filter(new() { HasText = stage })).ToHaveCountAsync(vehicles.Count);
        await Expect(Rows(page)).ToHaveCountAsync(vehicles.Count);
        foreach (var vehicle in vehicles)
        {
            await Expect(Row(page, vehicle)).ToContainTextAsync(stage);
        }
    }

    private static async Task ShouldBeTheSameAsync(IPage page) =>
        (await page.EvaluateAsync<int?>("window.__same")).ShouldBe(1);

    /// <summary>Signs a new user of the firm in, and marks the page: a page that was loaded again has no mark.</summary>
    private async Task<IPage> OpenAsync()
    {
        await host.Client.PutFirmAsync(new Firm { Uscc = firm, Name = "A firm" });
        var user = SignInSteps.Newcomer(Roles.Operator) with { Firm = firm };
        var password = await Onboarding.AddAsync(host.Client, host.Http, user);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "firm").AbsoluteUri);
        await page.SignInAsync(user.UserName, password);
        await Expect(page.Locator(".link.live")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.__same = 1");
        return page;
    }
}
