using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>
/// How long an officer waits for what was done to be shown. It tells the figures and judges none; PORTTRACKER_TEST_CLEARANCES says of how
/// many.
/// </summary>
public sealed class DeskMeasures(HostProcess host, Browser browser) : IClassFixture<HostProcess>, IClassFixture<Browser>
{
    // From the key that ends the input to the frame in which the desk says that it is done.
    private const string Watch = """
        () => {
            window.waits = [];
            let pressed = 0;
            addEventListener("keydown", e => { if (e.key === "Enter") pressed = performance.now(); }, true);
            const said = document.querySelector(".said");
            new MutationObserver(() => {
                if (said.textContent && pressed) {
                    const since = pressed;
                    pressed = 0;
                    requestAnimationFrame(() => window.waits.push(performance.now() - since));
                }
            }).observe(said, { childList: true, characterData: true, subtree: true });
        }
        """;

    private static readonly int Clearances = int.Parse(
        Environment.GetEnvironmentVariable("PORTTRACKER_TEST_CLEARANCES") ?? "3",
        CultureInfo.InvariantCulture
    );

    [Fact]
    public async Task A_clearance_takes_two_keys_after_the_scan()
    {
        var arrivals = await host.Client.ArriveAsync(
            SomeTraffic.ArrivalOf(Enumerable.Range(0, Clearances).Select(_ => SomeTraffic.Car()))
        );
        await host.Client.SettleAsync();
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "desk").AbsoluteUri);
        await page.SignInAsync(host.User!.Name, host.User.Password);
        var scan = page.GetByLabel("Scan or search");
        var said = page.GetByRole(AriaRole.Status);
        await Expect(scan).ToBeFocusedAsync();
        await page.EvaluateAsync(Watch);

        foreach (var vehicle in arrivals.Arrivals)
        {
            await page.Keyboard.TypeAsync(vehicle.Vin);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Grant clearance" })).ToBeVisibleAsync();
            await Expect(scan).ToHaveValueAsync("");

            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync("Enter");

            await Expect(said).ToHaveTextAsync("1 cleared.");
            await Expect(scan).ToBeFocusedAsync();
        }

        var waits = await page.EvaluateAsync<double[]>("() => window.waits");
        waits.Length.ShouldBe(Clearances);
        Array.Sort(waits);
        TestContext.Current.TestOutputHelper!.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Clearances} clearances, from the last key to what is shown: median {waits[waits.Length / 2]:F0} ms, p95 {waits[waits.Length * 95 / 100]:F0} ms, longest {waits[^1]:F0} ms"
            )
        );
    }
}
