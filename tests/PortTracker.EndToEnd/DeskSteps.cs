using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PortTracker.EndToEnd;

/// <summary>What an officer does at the desk with a keyboard and a scanner.</summary>
internal static class DeskSteps
{
    public static ILocator Rows(IPage page) => page.Locator("tbody tr");

    public static Task SaidAsync(IPage page, string text) =>
        Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(text);

    public static async Task TabAndTypeAsync(IPage page, string text)
    {
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Types what a scanner reads, and Enter.</summary>
    public static async Task ScanAsync(IPage page, string text, DeskWords words)
    {
        await Expect(page.GetByLabel(words.Scan)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 2 })).ToContainTextAsync(text + words.Colon);
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
    }

    /// <summary>Types the letter of an action, and Enter.</summary>
    public static async Task DoAsync(IPage page, string key, DeskWords words)
    {
        await Expect(page.GetByLabel(words.Scan)).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(key);
        await page.Keyboard.PressAsync("Enter");
    }
}
