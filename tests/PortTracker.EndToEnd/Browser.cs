using Microsoft.Playwright;

namespace PortTracker.EndToEnd;

/// <summary>The Chromium of this machine. Tests that need a browser are skipped without one.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "PORTTRACKER_TEST_CHROMIUM";
    private const float Patience = 60_000;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (FindChromium() is not { } chromium)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Headless = true,
                Timeout = Patience,
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>A page in a browser context of its own.</summary>
    public async Task<IPage> NewPageAsync(BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(browser is null, $"No Chromium: set {Variable} or install Debian's chromium");
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    private static string? FindChromium()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : throw new FileNotFoundException($"{Variable} names no file.", named);
        }

        var onPath =
            from directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            from name in (string[])["chromium", "chromium-browser", "google-chrome", "chrome.exe"]
            select Path.Combine(directory, name);
        return onPath.Prepend("/usr/bin/chromium").FirstOrDefault(File.Exists);
    }
}
