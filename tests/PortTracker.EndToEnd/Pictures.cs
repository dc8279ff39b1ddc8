using Microsoft.Playwright;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>
/// Pictures of each page to be looked at: empty, with some vehicles and with many; on a telephone, a tablet and the screen of a hall;
/// light and dark; in each language. They go to the directory that PORTTRACKER_TEST_PICTURES names; otherwise none are taken.
/// </summary>
[Trait("for", "figures")]
public sealed class Pictures(Browser browser) : IClassFixture<Browser>
{
    private static readonly string? Directory = Environment.GetEnvironmentVariable("PORTTRACKER_TEST_PICTURES");

    private static readonly (int Width, int Height, ColorScheme Scheme, string Locale)[] Views =
    [
        (1920, 1080, ColorScheme.Light, "en-GB"),
        (1920, 1080, ColorScheme.Dark, "zh-CN"),
        (1024, 768, ColorScheme.Dark, "en-GB"),
        (390, 844, ColorScheme.Light, "zh-CN"),
        (390, 844, ColorScheme.Dark, "en-GB"),
    ];

    private static readonly (string Path, string? Role)[] Pages =
    [
        ($"board/{TestTraffic.Port}", null),
        ("desk", Roles.Officer),
        ("firm", Roles.Operator),
        ("totals", Roles.Manager),
        ("totals/job", Roles.Manager),
        ("admin", Roles.Administrator),
        ("failures", Roles.Administrator),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(3_000)]
    public async Task Of_every_page(int vehicles)
    {
        Assert.SkipWhen(Directory is not { Length: > 0 }, "PORTTRACKER_TEST_PICTURES names no directory for them.");
        await using var host = await StartAsync(vehicles);
        Dictionary<string, (string Name, string Password)> accounts = new(StringComparer.Ordinal);
        foreach (var view in Views)
        {
            foreach (var byRole in Pages.GroupBy(page => page.Role))
            {
                var page = await browser.NewPageAsync(
                    new BrowserNewContextOptions
                    {
                        ViewportSize = new ViewportSize { Width = view.Width, Height = view.Height },
                        ColorScheme = view.Scheme,
                        Locale = view.Locale,
                    }
                );
                var isIn = byRole.Key is null;
                foreach (var (path, role) in byRole)
                {
                    await page.GotoAsync(new Uri(host.Address, path).AbsoluteUri);
                    if (!isIn)
                    {
                        if (!accounts.TryGetValue(role!, out var account))
                        {
                            var user = SignInSteps.Newcomer(role!) with
                            {
                                Firm = role is Roles.Operator ? SignedInPages.Firm : null,
                            };
                            account = (user.UserName, await DemoOnboarding.AddAsync(host.Client, host.Http, user));
                            accounts.Add(role!, account);
                        }

                        await page.SignInAsync(account.Name, account.Password);
                        isIn = true;
                    }

                    await Expect(page.Locator("main")).ToBeVisibleAsync();
                    await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
                    await Expect(page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
                    await page.WaitForTimeoutAsync(1_000);
                    await page.ScreenshotAsync(
                        new()
                        {
                            Path = Path.Combine(
                                Directory!,
                                $"{path.Replace('/', '-')}-{vehicles}-{view.Width}-{view.Scheme}-{view.Locale[..2]}.png".ToLowerInvariant()
                            ),
                        }
                    );
                }

                await page.Context.CloseAsync();
            }
        }
    }

    /// <summary>A port through which many vehicles came before, of whom these are there now, one in three on its way through.</summary>
    private static async Task<HostProcess> StartAsync(int vehicles)
    {
        HostProcess host = new() { Settings = ["--Inspection:RandomRed=0.15", "--Inspection:RandomYellow=0.15"] };
        await host.InitializeAsync();
        await host.Client.Firms.PutAsync(new Firm { Uscc = SignedInPages.Firm, Name = "Silk Road Cars" });
        if (vehicles == 0)
        {
            return host;
        }

        using var file = new MemoryStream();
        MovementCsv.Write(file, TestTraffic.PastPlan(3_000));
        var bytes = file.ToArray();
        await host.Client.Throughput.ImportMovementsAsync(
            TestTraffic.Port,
            BadLineHandling.Reject,
            new CsvSource(() => new MemoryStream(bytes))
        );
        var now = TimeProvider.System.GetUtcNow();
        var minutes = 0;
        foreach (
            var some in Enumerable
                .Range(0, vehicles)
                .Select(i =>
                    TestTraffic.Car() with
                    {
                        Operator = SignedInPages.Firm,
                        CarrierPlate = i % 3 is 0 ? $"新B7{i / 18:0000}" : null,
                    }
                )
                .Chunk(Math.Max(5, vehicles / 20))
        )
        {
            var came = now.AddMinutes(minutes - 200);
            minutes += 8;
            await host.Client.Entry.ArriveAsync(TestTraffic.ArrivalOf(some, came));
            await host.Client.SettleAsync();
        }

        var waiting = (await host.Client.Board.SnapshotAsync(TestTraffic.Port))
            .Vehicles.Where(one => one.Stage is Stage.AwaitingClearance)
            .Select(one => new MovementReference { MovementId = one.MovementId })
            .ToList();
        var third = waiting.Count / 3;
        foreach (var some in waiting.Take(third).Chunk(Limits.Batch))
        {
            await host.Client.Clearance.GrantAsync(new ClearanceRequest { Movements = some });
        }

        await host.Client.Clearance.HoldAsync(
            new ReasonedClearanceRequest
            {
                Movements = [.. waiting.Skip(third).Take(Math.Max(1, third / 8))],
                Reason = "Papers missing",
            }
        );
        foreach (var some in waiting.Take(third / 2).Chunk(Limits.Batch))
        {
            await host.Client.Clearance.DepartAsync(new ClearanceRequest { Movements = some });
        }

        await host.Client.Throughput.AggregateAsync();
        await host.Client.SettleAsync();
        return host;
    }
}
