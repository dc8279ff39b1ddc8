using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>An officer who clears vehicles one by one at the desk.</summary>
internal static class DeskOfficer
{
    // Measures from the last key to the frame that shows the result.
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

    /// <summary>Scans each queue number and grants the clearance. Returns the time until the result was shown, in milliseconds.</summary>
    public static async Task<double[]> AllAsync(Browser browser, HostProcess host, IEnumerable<string> queueNumbers)
    {
        var page = await browser.NewPageAsync();
        await page.GotoAsync(new Uri(host.Address, "desk").AbsoluteUri);
        await page.SignInAsync(host.User!.Name, host.User.Password);
        var scan = page.GetByLabel("Scan or search");
        await Expect(scan).ToBeFocusedAsync();
        await page.EvaluateAsync(Watch);

        var cleared = 0;
        foreach (var number in queueNumbers)
        {
            await page.Keyboard.TypeAsync(number);
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Grant clearance" })).ToBeVisibleAsync();
            await Expect(scan).ToHaveValueAsync("");

            await page.Keyboard.PressAsync("g");
            await page.Keyboard.PressAsync("Enter");

            await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("1 cleared.");
            await Expect(scan).ToBeFocusedAsync();
            // The frame may follow the text, and the text of the vehicle before reads the same.
            cleared++;
            await page.WaitForFunctionAsync("count => window.waits.length === count", cleared);
        }

        return await page.EvaluateAsync<double[]>("() => window.waits");
    }
}
