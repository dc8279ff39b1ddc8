using System.Net;
using Microsoft.Playwright;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.FailedEvents;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

public sealed class FailedEventTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IAsyncLifetime
{
    private static readonly IReadOnlyList<string> Listeners =
    [
        .. ServiceNames.All.Where(service => ServiceNames.SourcesOf(service).Contains(ServiceNames.Inspection)),
    ];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Removes all failed events for the next test.</summary>
    public async ValueTask DisposeAsync()
    {
        host.WriteLog();
        await CommandLine.RunAsync(host, "failures", "discard", "--all", "--yes", "--reason", "End of the test");
    }

    [Fact]
    public async Task The_command_line_reports_that_nothing_has_failed()
    {
        var list = await CommandLine.RunAsync(host, "failures", "list");

        list.ExitCode.ShouldBe(0, list.Error);
        list.Output.ShouldContain("No event has failed.");
    }

    [Fact]
    public async Task The_command_line_lists_previews_redrives_and_discards()
    {
        var id = await PoisonAsync();

        var list = await CommandLine.RunAsync(host, "failures", "list", "--json");
        list.ExitCode.ShouldBe(0, list.Error);
        list.Read<List<FailedEvent>>().Select(failed => failed.Endpoint).ShouldBe(Listeners, ignoreOrder: true);

        var shown = await CommandLine.RunAsync(host, "failures", "show", id, "--service", ServiceNames.Board, "--json");
        shown.ExitCode.ShouldBe(0, shown.Error);
        shown
            .Read<List<FailedEventDetail>>()
            .ShouldHaveSingleItem()
            .Body.GetProperty("type")
            .GetString()
            .ShouldBe("NobodyKnowsThis");

        foreach (var action in (string[])["preview", "redrive"])
        {
            var tried = await CommandLine.RunAsync(host, "failures", action, "--all", "--json");
            tried.ExitCode.ShouldBe(1, "it fails again");
            tried.Output.ShouldContain("NobodyKnowsThis");
        }

        var unsure = await CommandLine.RunAsync(host, "failures", "discard", id, "--reason", "A drill", "--json");
        unsure.ExitCode.ShouldBe(1, "nobody can be asked");
        unsure.Error.ShouldContain("--yes");

        var discarded = await CommandLine.RunAsync(host, "failures", "discard", id, "--reason", "A drill", "--yes");
        discarded.ExitCode.ShouldBe(0, discarded.Error);
        (await CommandLine.RunAsync(host, "failures", "list", "--json")).Output.Trim().ShouldBe("[]");
    }

    [Fact]
    public async Task The_command_line_rejects_an_unknown_id()
    {
        var redriven = await CommandLine.RunAsync(host, "failures", "redrive", "entry/99999");

        redriven.ExitCode.ShouldBe(1);
        redriven.Error.ShouldContain("entry/99999");
    }

    [Fact]
    public async Task The_command_line_requires_ids_or_all()
    {
        (await CommandLine.RunAsync(host, "failures", "redrive")).ExitCode.ShouldNotBe(0);
        (await CommandLine.RunAsync(host, "failures", "redrive", "entry/1", "--all")).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task The_command_line_reports_a_service_that_does_not_answer()
    {
        await host.KillAsync();

        foreach (
            var how in (string[][])
                [
                    [],
                    ["--json"],
                ]
        )
        {
            var list = await CommandLine.RunAsync(host, ["failures", "list", .. how]);
            list.ExitCode.ShouldBe(2);
            list.Output.ShouldBeEmpty();
            list.Error.ShouldContain($"The {ServiceNames.Entry} service did not answer");
        }

        await host.StartAgainAsync();
    }

    [Fact]
    public async Task The_page_previews_redrives_and_discards()
    {
        var page = await browser.NewPageAsync();
        await OpenAsync(page);
        await Expect(page.GetByText("No events have failed.")).ToBeVisibleAsync();

        var id = await PoisonAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Refresh" }).ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(Listeners.Count);
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync(id);

        await page.GetByRole(AriaRole.Button, new() { Name = "Details" }).First.ClickAsync();
        await Expect(page.Locator("pre").First).ToContainTextAsync("NobodyKnowsThis");
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();

        await page.GetByLabel("All", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync($"{Listeners.Count} would fail again.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Redrive" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync($"{Listeners.Count} failed again.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Discard…" }).ClickAsync();
        await Expect(page.GetByLabel("Reason")).ToBeFocusedAsync();
        await page.GetByLabel("Reason").FillAsync("A drill");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard permanently" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync($"{Listeners.Count} discarded.");
        await Expect(page.GetByText("No events have failed.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_auditor_has_read_only_access()
    {
        var id = await PoisonAsync();
        var (auditor, password) = await host.OpenAccountAsync(Roles.Auditor);
        var page = await browser.NewPageAsync();

        await page.GotoAsync(new Uri(host.Address, "failures").AbsoluteUri);
        await page.SignInAsync(auditor, password);

        await Expect(page.Locator("tbody tr").First).ToContainTextAsync(id);
        await page.GetByRole(AriaRole.Button, new() { Name = "Details" }).First.ClickAsync();
        await Expect(page.Locator("pre").First).ToContainTextAsync("NobodyKnowsThis");
        await Expect(page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Redrive" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_page_names_a_service_that_does_not_answer()
    {
        var page = await browser.NewPageAsync();
        await page.RouteAsync(
            "**/api/clearance/failures*",
            route => route.FulfillAsync(new() { Status = (int)HttpStatusCode.BadGateway })
        );

        await OpenAsync(page);

        await Expect(page.GetByText("Clearance does not answer.").First).ToBeVisibleAsync();
        await Expect(page.GetByText("No events have failed.")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_page_fits_a_phone()
    {
        await PoisonAsync();
        var page = await browser.NewPageAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = 390, Height = 844 },
            }
        );

        await OpenAsync(page);
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(Listeners.Count);

        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(390);
    }

    private async Task OpenAsync(IPage page)
    {
        await page.GotoAsync(new Uri(host.Address, "failures").AbsoluteUri);
        await page.SignInAsync(host.User!.Name, host.User.Password);
    }

    /// <summary>Writes an unreadable event into a journal, and waits until every consumer has set it aside.</summary>
    private async Task<string> PoisonAsync()
    {
        await Sqlite.ExecuteAsync(
            host.FileOf(ServiceNames.Inspection),
            """
            INSERT INTO journal (EventId, MovementId, RecordedAt, Body)
            VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', 0, CAST('{"type":"NobodyKnowsThis"}' AS BLOB))
            """
        );
        var sequence = (await host.Client.Operations.FeedAsync(ServiceNames.Inspection)).Head;
        var id = $"{ServiceNames.Inspection}/{sequence}";
        await Waiting.UntilAsync(
            "The event was not set aside.",
            async () =>
            {
                var failed = await Task.WhenAll(
                    Listeners.Select(service =>
                        host.Client.FailedEvents.List(service).AnyAsync(message => message.Id == id).AsTask()
                    )
                );
                return failed.All(isSetAside => isSetAside);
            }
        );
        return id;
    }
}
