using Microsoft.Playwright;
using PortTracker.Contracts.Access;
using PortTracker.Simulation;

namespace PortTracker.EndToEnd;

/// <summary>A host with two ports, one of them empty, and a browser with a signed-in user of each role.</summary>
public sealed class SignedInPages : IAsyncLifetime
{
    /// <summary>The USCC of the firm of the signed-in operator.</summary>
    public const string Firm = "91110000600037341L";

    private readonly Browser browser = new();
    private readonly Dictionary<string, IBrowserContext> contexts = new(StringComparer.Ordinal);

    public HostProcess Host { get; } =
        new()
        {
            Settings =
            [
                "--Inspection:RandomRed=0.2",
                "--Inspection:RandomYellow=0.2",
                "--Ports:1:Code=QUIET",
                "--Ports:1:Name=A quiet port",
                "--Ports:1:TimeZone=Asia/Almaty",
                "--Ports:1:Lanes:0:Name=Q1",
            ],
        };

    public async ValueTask InitializeAsync()
    {
        await browser.InitializeAsync();
        await Host.InitializeAsync();
        await Host.Client.Firms.PutAsync(new Contracts.Access.Firm { Uscc = Firm, Name = "Silk Road Cars" });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await Host.DisposeAsync();
    }

    /// <summary>Opens a page as a user with this role, or anonymously if it is null.</summary>
    public async Task<IPage> OpenAsync(string path, string? role)
    {
        if (!contexts.TryGetValue(role ?? "", out var context))
        {
            // The policy of the pages would block the script that checks them.
            var page = await browser.NewPageAsync(new BrowserNewContextOptions { BypassCSP = true });
            contexts[role ?? ""] = context = page.Context;
            if (role is not null)
            {
                var (name, password) = await AccountAsync(role);
                await page.GotoAsync(Address("sign-in"));
                await page.SignInAsync(name, password);
                await page.GetByRole(AriaRole.Navigation).First.WaitForAsync();
            }

            await page.CloseAsync();
        }

        var opened = await context.NewPageAsync();
        await opened.GotoAsync(Address(path));
        return opened;
    }

    private string Address(string path) => new Uri(Host.Address, path).AbsoluteUri;

    private async Task<(string Name, string Password)> AccountAsync(string role)
    {
        var user = SignInSteps.Newcomer(role) with { Firm = role is Roles.Operator ? Firm : null };
        return (user.UserName, await DemoOnboarding.AddAsync(Host.Client, Host.Http, user));
    }
}
