using Microsoft.Playwright;

namespace PortTracker.EndToEnd;

/// <summary>What people do to come in and to leave.</summary>
internal static class SignInSteps
{
    /// <summary>Fills in the form of the sign-in page, which is open.</summary>
    public static async Task SignInAsync(this IPage page, string userName, string password, string? code = null)
    {
        await page.Locator("#userName").FillAsync(userName);
        await page.Locator("#password").FillAsync(password);
        if (code is not null)
        {
            await page.GetByLabel("Code of your authenticator app").FillAsync(code);
        }

        await page.Locator("#password").PressAsync("Enter");
    }

    public static ILocator Button(this IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Opens an account with a password that was chosen already.</summary>
    public static async Task<(string Name, string Password)> OpenAccountAsync(this HostProcess host, string role)
    {
        var user = Newcomer(role);
        return (user.UserName, await Onboarding.AddAsync(host.Client, host.Http, user));
    }

    /// <summary>Somebody new, by a name that nobody has.</summary>
    public static NewUser Newcomer(string role) =>
        new()
        {
            UserName = $"{role}.{Guid.NewGuid():N}"[..20],
            DisplayName = $"A new {role}",
            Roles = [role],
            Ports = role is Roles.Officer ? ["*"] : [],
            Stages = role is Roles.Officer ? ServiceNames.Sources : [],
        };
}
