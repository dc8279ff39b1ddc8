using System.Globalization;
using Microsoft.Playwright;
using MiniExcelLibs;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Throughput;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>A manager at the totals, in a real browser.</summary>
public sealed class TotalsTests(HostProcess host, Browser browser, TotalsTests.Traffic traffic)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IClassFixture<TotalsTests.Traffic>,
        IDisposable
{
    private const int Year = 2024;

    public void Dispose() => host.WriteLog();

    [Fact]
    public async Task Days_add_up_to_months_and_months_to_the_year()
    {
        await traffic.ImportAsync(host);
        var counted = await host.Client.Throughput.TotalsAsync(TestTraffic.Port, Year);
        var page = await OpenYearAsync();

        var (total, before) = (counted.Total, $"the same days of {Year - 1}");
        await Expect(page.Locator(".sentence"))
            .ToHaveTextAsync(
                $"{Text(total.Vehicles)} vehicles were exported from this port in {Year} so far, as far as it is on record"
                    + $"{Change(total.YearOnYear!, before)}. {Text(total.NewEnergy!.Value)} of them were new energy vehicles "
                    + $"({Percent(total.NewEnergy.Value * 100m / total.Vehicles)}){Change(total.NewEnergyYearOnYear!, before)}."
            );
        await AddsUpAsync(page, counted.Total.Vehicles);
        await Expect(page.GetByText("Brand").First).ToBeVisibleAsync();

        foreach (var month in counted.Parts)
        {
            await page.Locator(".parts")
                .GetByRole(AriaRole.Button, new() { Name = $"{month.From:yyyy-MM}", Exact = true })
                .ClickAsync();
            await Expect(page.Locator("tfoot th")).ToHaveTextAsync($"{month.From:yyyy-MM}");
            await AddsUpAsync(page, month.Vehicles);
            await page.Locator(".period")
                .GetByRole(AriaRole.Button, new() { Name = $"{Year}", Exact = true })
                .ClickAsync();
            await Expect(page.Locator("tfoot th")).ToHaveTextAsync($"{Year}");
        }
    }

    [Fact]
    public async Task A_figure_links_to_its_vehicles_and_back()
    {
        await traffic.ImportAsync(host);
        var counted = await host.Client.Throughput.TotalsAsync(TestTraffic.Port, Year);
        var line = counted.Breakdowns[Dimension.Destination][0];
        var behind = await host.Client.Throughput.ExportedMovementsAsync(
            $"port={TestTraffic.Port}&year={Year}&destination={line.Key}"
        );
        behind.Sum.ShouldBe(new MovementSum { Vehicles = line.Vehicles, Figure = line.Vehicles });
        var page = await OpenYearAsync();

        var figure = page.Locator(".breakdowns table")
            .First.GetByRole(AriaRole.Button, new() { Name = $"{Text(line.Vehicles)}: show the vehicles" })
            .First;
        await figure.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Vehicles exported:" })).ToBeFocusedAsync();
        await Expect(page.Locator(".sum")).ToContainTextAsync($"{Text(line.Vehicles)} vehicles on record.");
        await Expect(page.Locator(".drill tbody tr").First).ToContainTextAsync(behind.Items[0].Vin!);
        var seen = await page.Locator(".drill tbody tr").CountAsync();
        while (await page.Button("Next page ›").IsEnabledAsync())
        {
            var first = await page.Locator(".drill tbody th").First.InnerTextAsync();
            await page.Button("Next page ›").ClickAsync();
            await Expect(page.Locator(".drill tbody th").First).Not.ToHaveTextAsync(first);
            seen += await page.Locator(".drill tbody tr").CountAsync();
        }

        seen.ShouldBe((int)line.Vehicles);
        await page.Button("‹ Back to the figures").ClickAsync();
        await Expect(figure).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Destinations_are_ranked_and_the_chart_works_with_the_keyboard()
    {
        await traffic.ImportAsync(host);
        var counted = await host.Client.Throughput.TotalsAsync(TestTraffic.Port, Year);
        var lines = counted.Breakdowns[Dimension.Brand];
        var page = await OpenYearAsync();
        var brands = page.Locator("table")
            .Filter(new() { Has = page.GetByText("Brand", new() { Exact = true }) })
            .First;
        await Expect(brands.Locator("tbody th").First).ToHaveTextAsync(lines[0].Key);

        await page.Button("By increase on the year before").ClickAsync();

        var grown = lines.MaxBy(line => line.Vehicles - line.YearOnYear!.Vehicles)!;
        await Expect(brands.Locator("tbody th").First).ToHaveTextAsync(grown.Key);
        await Expect(brands.Locator("tbody tr").First)
            .ToContainTextAsync($"+{Text(grown.Vehicles - grown.YearOnYear!.Vehicles!.Value)}");

        var chart = page.GetByRole(AriaRole.Slider);
        await chart.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        var february = counted.Parts[1];
        await Expect(chart)
            .ToHaveAttributeAsync(
                "aria-valuetext",
                new System.Text.RegularExpressions.Regex(
                    $"^February {Year}: {Text(february.Vehicles)} vehicles; a year before {Text(february.YearOnYear!.Vehicles!.Value)} "
                )
            );
    }

    [Fact]
    public async Task Downloads_add_up_to_the_figures_on_the_page()
    {
        await traffic.ImportAsync(host);
        var counted = await host.Client.Throughput.TotalsAsync(TestTraffic.Port, Year);
        var page = await OpenYearAsync();
        var vehicles = Number(await page.Locator("tfoot td").First.InnerTextAsync());
        vehicles.ShouldBe(counted.Total.Vehicles);

        var book = await DownloadAsync(page, "Download for Excel (XLSX)");
        Sheet(book, "Total").ShouldHaveSingleItem()["vehicles"].ShouldBe((double)vehicles);
        var months = Sheet(book, "Months");
        months.Sum(row => (double)row["vehicles"]!).ShouldBe(vehicles);
        months[0]["from"].ShouldBeOfType<DateTime>().Year.ShouldBe(Year);
        foreach (var (dimension, _) in counted.Breakdowns)
        {
            Sheet(book, dimension.ToString())
                .Sum(row => (double)row["vehicles"]!)
                .ShouldBe(vehicles, dimension.ToString());
        }

        var csv = Lines(await DownloadAsync(page, "Download CSV"));
        var column = Array.IndexOf(csv[0], "vehicles");
        csv.Where(row => row[0] is "Months").Sum(row => Number(row[column])).ShouldBe(vehicles);
        csv.Where(row => row[0] is "Brand").Sum(row => Number(row[column])).ShouldBe(vehicles);

        await page.Locator(".figures").GetByRole(AriaRole.Button).First.ClickAsync();
        var drilled = await DownloadAsync(page, "Download for Excel (XLSX)", ".drill");
        var rows = Sheet(drilled, "Vehicles");
        rows.Count.ShouldBe((int)vehicles);
        rows.DistinctBy(row => row["vin"]).Count().ShouldBe((int)vehicles);
        rows[0]["departed_at"].ShouldBeOfType<DateTime>().Year.ShouldBe(Year);
        Lines(await DownloadAsync(page, "Download CSV", ".drill"))
            .Count.ShouldBe((int)vehicles + 1, "a line each, and the heading");
    }

    [Fact]
    public async Task The_page_reports_a_lost_connection_and_reconnects()
    {
        await traffic.ImportAsync(host);
        var page = await OpenYearAsync();

        await page.Context.SetOfflineAsync(true);
        await page.Locator(".parts tbody th button").First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("retries automatically");
        await Expect(page.Locator("tfoot th")).ToHaveTextAsync($"{Year}");

        await page.Context.SetOfflineAsync(false);
        await Expect(page.Locator("tfoot th")).ToHaveTextAsync($"{Year}-01");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeEmptyAsync();
    }

    [Fact]
    public async Task A_manager_recounts_a_period()
    {
        await traffic.ImportAsync(host);
        var page = await OpenAsync("totals/job");

        await page.GetByLabel("First day").FillAsync("2024-01-01");
        await page.GetByLabel("Last day").FillAsync("2024-01-31");
        await page.Button("Recount a period…").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Recount Khorgos" })).ToBeFocusedAsync();
        await page.Button("Recount").ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Counted 31 days");
        await Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("0 of them changed");
        var run = page.Locator(".runs tbody tr").Filter(new() { HasText = "2024-01-01 – 2024-01-31" }).First;
        await Expect(run).ToContainTextAsync("manager.");
        await Expect(page.Locator(".pending tbody td").First).ToHaveTextAsync("0");
    }

    [Fact]
    public async Task A_year_without_records_is_shown_as_empty()
    {
        var page = await OpenAsync();

        await Expect(page.GetByText("Nothing is on record for this period.")).ToBeVisibleAsync();
    }

    /// <summary>The lines of the table add up to its last line.</summary>
    private static async Task AddsUpAsync(IPage page, long vehicles)
    {
        await Expect(page.Locator("tfoot td").First).ToHaveTextAsync(Text(vehicles));
        var lines = await page.Locator(".parts tbody tr td:nth-child(2)").AllInnerTextsAsync();
        lines.Sum(Number).ShouldBe(vehicles);
    }

    private async Task<IPage> OpenYearAsync()
    {
        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"‹ {Year + 1}" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"‹ {Year}" }).ClickAsync();
        await Expect(page.Locator("tfoot th")).ToHaveTextAsync($"{Year}");
        return page;
    }

    private async Task<IPage> OpenAsync(string path = "totals")
    {
        var (manager, password) = await host.OpenAccountAsync(Roles.Manager);
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, path).AbsoluteUri);
        await page.SignInAsync(manager, password);
        return page;
    }

    private static async Task<byte[]> DownloadAsync(IPage page, string link, string within = ".totals")
    {
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.Locator(within).GetByRole(AriaRole.Link, new() { Name = link }).Last.ClickAsync()
        );
        await using var content = await download.CreateReadStreamAsync();
        using var file = new MemoryStream();
        await content.CopyToAsync(file);
        return file.ToArray();
    }

    private static List<IDictionary<string, object?>> Sheet(byte[] book, string name)
    {
        using var file = new MemoryStream(book);
        return [.. file.Query(useHeaderRow: true, sheetName: name).Cast<IDictionary<string, object?>>()];
    }

    /// <summary>The lines of a CSV without its header; none of its cells has a comma.</summary>
    private static List<string[]> Lines(byte[] csv) =>
        [
            .. System
                .Text.Encoding.UTF8.GetString(csv)
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(',')),
        ];

    private static string Change(Comparison comparison, string before) =>
        $", {(comparison.ChangePercent > 0 ? "an increase" : "a decrease")} of {Percent(Math.Abs(comparison.ChangePercent!.Value))} "
        + $"on {before} ({Text(comparison.Vehicles!.Value)})";

    private static string Percent(decimal percent) => percent.ToString("0.0", CultureInfo.InvariantCulture) + "\u00a0%";

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static long Number(string text) =>
        long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>Vehicles of the first months of two years, imported once.</summary>
    public sealed class Traffic : IDisposable
    {
        private readonly string file = Path.GetTempFileName();
        private bool isImported;

        public void Dispose() => File.Delete(file);

        internal async Task ImportAsync(HostProcess host)
        {
            if (isImported)
            {
                return;
            }

            foreach (var (from, vehicles, seed) in new[] { ("2023-01-01", "300", "3"), ("2024-01-01", "400", "4") })
            {
                string[][] commands =
                [
                    [
                        "generate",
                        "movements",
                        file,
                        "--vehicles",
                        vehicles,
                        "--from",
                        from,
                        "--days",
                        "90",
                        "--seed",
                        seed,
                    ],
                    ["import", "movements", file],
                ];
                foreach (var command in commands)
                {
                    var ran = await CommandLine.RunAsync(host, command);
                    ran.ExitCode.ShouldBe(0, ran.Error);
                }
            }

            await host.Client.Throughput.AggregateAsync();
            isImported = true;
        }
    }
}
