using Microsoft.Playwright;

namespace PortTracker.EndToEnd;

/// <summary>A host with two ports, of which one is empty, and a browser in which one of each role has signed in.</summary>
public sealed class Visitors : IAsyncLifetime
{
    /// <summary>USCC of the firm whose user has signed in.</summary>
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
        await Host.Client.PutFirmAsync(new Contracts.Firm { Uscc = Firm, Name = "Silk Road Cars" });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await Host.DisposeAsync();
    }

    /// <summary>A page of one who has this role; of anyone if it is null.</summary>
    public async Task<IPage> OpenAsync(string path, string? role)
    {
        if (!contexts.TryGetValue(role ?? "", out var context))
        {
            // What looks at the pages is a script from elsewhere, which their policy would keep out.
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
        return (user.UserName, await Onboarding.AddAsync(Host.Client, Host.Http, user));
    }
}
