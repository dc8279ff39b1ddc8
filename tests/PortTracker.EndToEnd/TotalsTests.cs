using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>A manager at the totals, in a real browser.</summary>
public sealed class TotalsTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private const int Year = 2024;
    private readonly string file = Path.GetTempFileName();

    public void Dispose()
    {
        host.TellLog();
        File.Delete(file);
    }

    [Fact]
    public async Task A_manager_reads_a_year_its_months_and_their_days_and_they_add_up()
    {
        string[] generate =
        [
            "generate",
            "movements",
            file,
            "--vehicles",
            "400",
            "--from",
            "2024-01-01",
            "--days",
            "90",
        ];
        foreach (var command in (string[][])[generate, ["import", "movements", file], ["aggregate"]])
        {
            var ran = await CommandLine.RunAsync(host, command);
            ran.ExitCode.ShouldBe(0, ran.Error);
        }

        var counted = await host.Client.TotalsAsync(SomeTraffic.Port, Year);
        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"‹ {Year + 1}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"‹ {Year}" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(counted.Sentence);
        await AddsUpAsync(page, counted.Total.Vehicles);
        await Expect(page.GetByText("Brand").First).ToBeVisibleAsync();

        foreach (var month in counted.Parts)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = $"{month.From:yyyy-MM}" }).ClickAsync();
            await Expect(page.Locator("tfoot th")).ToHaveTextAsync($"{month.From:yyyy-MM}");
            await AddsUpAsync(page, month.Vehicles);
            await page.GetByRole(AriaRole.Button, new() { Name = $"{Year}", Exact = true }).ClickAsync();
            await Expect(page.Locator("tfoot th")).ToHaveTextAsync($"{Year}");
        }
    }

    [Fact]
    public async Task A_year_of_which_nothing_is_on_record_says_so()
    {
        var page = await OpenAsync();

        await Expect(page.GetByText("Nothing is on record for this period.")).ToBeVisibleAsync();
    }

    /// <summary>The lines of the table are as many vehicles together as its last line says.</summary>
    private static async Task AddsUpAsync(IPage page, long vehicles)
    {
        await Expect(page.Locator("tfoot td").First)
            .ToHaveTextAsync(vehicles.ToString("N0", CultureInfo.InvariantCulture));
        var lines = await page.Locator(".totals > table tbody tr td:nth-child(2)").AllInnerTextsAsync();
        lines
            .Sum(line => long.Parse(line, NumberStyles.AllowThousands, CultureInfo.InvariantCulture))
            .ShouldBe(vehicles);
    }

    private async Task<IPage> OpenAsync()
    {
        var (manager, password) = await host.OpenAccountAsync(Roles.Manager);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "totals").AbsoluteUri);
        await page.SignInAsync(manager, password);
        return page;
    }
}
