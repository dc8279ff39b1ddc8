using Microsoft.Playwright;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;

namespace PortTracker.EndToEnd;

/// <summary>Steps to sign in and to open accounts.</summary>
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

    /// <summary>Opens an account whose password is already chosen.</summary>
    public static async Task<(string Name, string Password)> OpenAccountAsync(this HostProcess host, string role)
    {
        var user = Newcomer(role);
        return (user.UserName, await DemoOnboarding.AddAsync(host.Client, host.Http, user));
    }

    /// <summary>A new user with a unique name.</summary>
    public static AddUserRequest Newcomer(string role) =>
        new()
        {
            UserName = $"{role}.{Guid.NewGuid():N}"[..20],
            DisplayName = $"A new {role}",
            Roles = [role],
            Ports = role is Roles.Officer ? ["*"] : [],
            Stages = role is Roles.Officer ? ServiceNames.Sources : [],
        };
}
