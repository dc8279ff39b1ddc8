using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>Every page works within its Content-Security-Policy in a real browser.</summary>
public sealed class ContentPolicyTests(HostProcess host, Browser browser)
    : IClassFixture<HostProcess>,
        IClassFixture<Browser>,
        IDisposable
{
    private readonly ConcurrentQueue<string> violations = new();

    public void Dispose() => host.WriteLog();

    [Fact]
    public async Task The_board_updates_live()
    {
        var page = await OpenAsync("board/KHORGOS");

        await Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();

        violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_API_page_shows_the_routes_and_calls_no_other_site()
    {
        var elsewhere = new ConcurrentQueue<string>();
        var page = await OpenAsync(
            "scalar",
            page =>
                page.Request += (_, request) =>
                {
                    if (
                        !host.Address.IsBaseOf(new Uri(request.Url))
                        && !request.Url.StartsWith("data:", StringComparison.Ordinal)
                    )
                    {
                        elsewhere.Enqueue(request.Url);
                    }
                }
        );

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "PortTracker" })).ToBeVisibleAsync();
        await Expect(page.GetByText("/api/access/tokens", new() { Exact = true }).First).ToBeVisibleAsync();

        // The page tries to evaluate text, is refused, and continues without.
        violations.ShouldAllBe(violation => violation.StartsWith("script-src eval", StringComparison.Ordinal));
        elsewhere.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("failures", "No events have failed.")]
    [InlineData("admin", "Add a user")]
    [InlineData("admin/firms", "Add a firm")]
    [InlineData("admin/keys", "Create a key")]
    [InlineData("account", "Change the password")]
    public async Task A_page_behind_sign_in_becomes_interactive(string path, string shown)
    {
        var page = await OpenAsync(path);
        await page.SignInAsync(host.User!.Name, host.User.Password);

        await Expect(page.GetByText(shown).First).ToBeVisibleAsync();
        await Expect(page.Locator("#blazor-error-ui")).ToBeHiddenAsync();

        violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_jobs_page_shows_and_runs_jobs()
    {
        var page = await OpenAsync("jobs");
        await page.SignInAsync(host.User!.Name, host.User.Password);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Realtime Graph" })).ToBeVisibleAsync();
        await Expect(page.Locator("canvas").First).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Recurring Jobs" }).First.ClickAsync();
        await page.Locator("input[value=aggregate-throughput]").CheckAsync();
        var run = await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Trigger now" }).ClickAsync(),
            response => response.Url.EndsWith("/recurring/trigger", StringComparison.Ordinal)
        );

        run.Status.ShouldBe(204);
        violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_injected_script_does_not_run()
    {
        var page = await OpenAsync("board/KHORGOS");

        var hasRun = await page.EvaluateAsync<bool>(
            """
            () => {
                const script = document.createElement('script');
                script.textContent = 'window.hasRun = true';
                document.head.append(script);
                return window.hasRun === true;
            }
            """
        );

        hasRun.ShouldBeFalse();
        await Waiting.UntilAsync("The browser says nothing.", () => Task.FromResult(!violations.IsEmpty));
        violations.ShouldAllBe(violation => violation.StartsWith("script-src-elem", StringComparison.Ordinal));
    }

    /// <summary>Opens a page and records the policy violations that the browser reports.</summary>
    private async Task<IPage> OpenAsync(string path, Action<IPage>? before = null)
    {
        var page = await browser.NewPageAsync();
        await page.ExposeFunctionAsync<string>("violated", violations.Enqueue);
        await page.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => violated(`${e.effectiveDirective} ${e.blockedURI} at ${e.documentURI}`))"
        );
        before?.Invoke(page);
        await page.GotoAsync(new Uri(host.Address, path).AbsoluteUri);
        return page;
    }
}
