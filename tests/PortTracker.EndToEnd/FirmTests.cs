using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Entry;
using PortTracker.Contracts.Vehicles;
using PortTracker.Simulation;
using static Microsoft.Playwright.Assertions;
using static PortTracker.EndToEnd.FirmPageSteps;

namespace PortTracker.EndToEnd;

/// <summary>A logistics firm's user at the firm's page, in a real browser.</summary>
public sealed class FirmTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private readonly string firm = NextFirm();

    public void Dispose() => host.WriteLog();

    [Fact]
    public async Task A_firm_sees_only_its_own_six_cars()
    {
        var own = Cars(6, firm, carrier: "新B70126");
        var others = Cars(3, NextFirm(), carrier: "新B70127");
        var page = await OpenAsync();
        await Expect(page.Locator(".empty")).ToContainTextAsync("You have no vehicles announced");

        var announced = await host.Client.Entry.PreRegisterAsync(TestTraffic.AnnouncementOf([.. own, .. others]));
        await ShowsAsync(page, own, "Expected");
        await host.Client.SettleAsync();
        await host.Client.Entry.ArriveAsync(TestTraffic.ArrivalOf([.. others, .. own]));
        await ShowsAsync(page, own, "Awaiting clearance");
        await Expect(Count(page, "Awaiting clearance")).ToHaveTextAsync("6");
        await host.Client.SettleAsync();
        await host.Client.Clearance.GrantAsync(Clearance(announced));
        await ShowsAsync(page, own, "Cleared");
        await host.Client.Clearance.DepartAsync(Clearance(announced));
        await ShowsAsync(page, own, "Exported today");
        await Expect(Count(page, "Exported today")).ToHaveTextAsync("6");
        await Expect(Count(page, "All")).ToHaveTextAsync("6");

        var seen = await page.ContentAsync();
        foreach (var other in others)
        {
            seen.ShouldNotContain(other.Vin);
            seen.ShouldNotContain(other.Operator);
        }

        await ShouldNotReloadAsync(page);
    }

    [Fact]
    public async Task Bad_manifest_lines_are_reported_and_the_others_are_announced_once()
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
        await ReportsAsync(bad.Nth(0), line: 3, "vin", "The check digit (position 9)");
        await ReportsAsync(bad.Nth(1), line: 5, "operator", "You can announce only vehicles of your own firm");
        await Expect(Count(page, "All")).ToHaveTextAsync("0");

        await page.Button("Announce the other 2").ClickAsync();
        await SaidAsync(page, "2 vehicles.");
        await Expect(page.Locator("summary").Filter(new() { HasText = "Accepted lines: 2" })).ToBeVisibleAsync();
        await ShowsAsync(page, [cars[0], cars[2]], "Expected");

        await ChooseAsync(page, lines);
        await page.Button("Announce").ClickAsync();
        await Expect(page.Locator(".result h3")).ToHaveTextAsync("manifest.csv: 4 bad lines");
        await ReportsAsync(bad.Nth(0), line: 2, "vin", "is already announced");
        await ShowsAsync(page, [cars[0], cars[2]], "Expected");
    }

    [Fact]
    public async Task Resending_a_manifest_after_a_lost_answer_announces_it_once()
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
        await Expect(page.GetByText("If you send it again from here, it is announced only once.")).ToBeVisibleAsync();
        await ShowsAsync(page, cars, "Expected");

        await page.Button("Send it again").ClickAsync();

        await SaidAsync(page, "2 vehicles.");
        await ShowsAsync(page, cars, "Expected");
    }

    [Fact]
    public async Task A_file_that_is_not_a_manifest_is_refused_with_instructions()
    {
        var page = await OpenAsync();
        await page.Button("Announce vehicles").ClickAsync();

        // A workbook.
        await ChooseAsync(page, [0x50, 0x4B, 0x03, 0x04, 0x00, .. "A12345"u8]);
        await Expect(page.GetByRole(AriaRole.Alert).Last).ToContainTextAsync("Save it as “CSV UTF-8”");
        await Expect(page.Button("Announce")).ToBeDisabledAsync();

        await ChooseAsync(page, "a,b\n1,2\n"u8.ToArray());
        await page.Button("Announce").ClickAsync();
        await Expect(page.Locator(".result tbody tr")).ToContainTextAsync("The heading lacks vin");
    }

    [Fact]
    public async Task A_manifest_of_a_Chinese_spreadsheet_is_announced()
    {
        var cars = Cars(2, firm, carrier: "新B80009").ConvertAll(car => car with { Brand = "比亚迪" });
        var csv = string.Join("\r\n", [string.Join(',', VehicleCsv.Columns), .. cars.Select(Line), ",,,,,,,,,,,"]);
        var page = await OpenAsync();
        await page.Button("Announce vehicles").ClickAsync();

        await ChooseAsync(page, CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(csv));
        await page.Button("Announce").ClickAsync();

        await SaidAsync(page, "2 vehicles.");
        await ShowsAsync(page, cars, "Expected");
        await Expect(page.GetByText("比亚迪").First).ToBeVisibleAsync();
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
    public async Task Cancelling_an_announcement_asks_for_confirmation()
    {
        var cars = Cars(2, firm, carrier: null);
        await host.Client.Entry.PreRegisterAsync(TestTraffic.AnnouncementOf(cars));
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
    public async Task The_list_can_be_searched_sorted_and_collapsed()
    {
        var first = Cars(3, firm, carrier: "新B80001", declaration: "940420260000000101");
        var second = Cars(2, firm, carrier: "新B80002", declaration: "940420260000000202");
        await host.Client.Entry.PreRegisterAsync(TestTraffic.AnnouncementOf([.. first, .. second]));
        await host.Client.SettleAsync();
        await host.Client.Entry.ArriveAsync(TestTraffic.ArrivalOf(first));
        await host.Client.SettleAsync();
        var page = await OpenAsync();
        await Expect(Rows(page)).ToHaveCountAsync(5);

        await page.Button("By carrier").ClickAsync();
        var groups = page.Locator("tr.group");
        await Expect(groups).ToHaveCountAsync(2);
        await Expect(groups.Filter(new() { HasText = "新B80001" })).ToContainTextAsync("Awaiting clearance 3");
        await groups.Filter(new() { HasText = "新B80001" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(2);
        await host.Client.Entry.ArriveAsync(TestTraffic.ArrivalOf(second));
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
        await Expect(page.Locator(".empty")).ToContainTextAsync("None of your vehicles match.");
        var csv = await page.RunAndWaitForDownloadAsync(() =>
            page.GetByRole(AriaRole.Link, new() { Name = "Download CSV: Expected" }).ClickAsync()
        );
        (await File.ReadAllLinesAsync(await csv.PathAsync())).Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_page_reports_a_lost_connection_and_reconnects()
    {
        var cars = Cars(1, firm, carrier: null);
        await host.Client.Entry.PreRegisterAsync(TestTraffic.AnnouncementOf(cars));
        var page = await OpenAsync();
        await ShowsAsync(page, cars, "Expected");
        var banner = page.GetByText("This page is not up to date.");

        await host.KillAsync();
        await Expect(banner).ToBeVisibleAsync();

        await host.StartAgainAsync();
        await Expect(banner).ToHaveCountAsync(0);
        await host.Client.Entry.ArriveAsync(TestTraffic.ArrivalOf(cars));
        await ShowsAsync(page, cars, "Awaiting clearance");
        await ShouldNotReloadAsync(page);
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(1);

    /// <summary>Signs in as a new user of the firm and marks the page. A reload removes the mark.</summary>
    private async Task<IPage> OpenAsync()
    {
        await host.Client.Firms.PutAsync(new Firm { Uscc = firm, Name = "A firm" });
        var user = SignInSteps.Newcomer(Roles.Operator) with { Firm = firm };
        var password = await DemoOnboarding.AddAsync(host.Client, host.Http, user);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "firm").AbsoluteUri);
        await page.SignInAsync(user.UserName, password);
        await Expect(page.Locator(".link.live")).ToBeVisibleAsync();
        await page.EvaluateAsync("window.__same = 1");
        return page;
    }
}
