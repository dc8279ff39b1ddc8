using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Access;

/// <summary>A user whom the provider knows, with a browser.</summary>
internal sealed class ExternalUser : IDisposable
{
    public const string Route = "/api/access/external";
    private static int serial;
    private readonly PortWithProvider fixture;

    public ExternalUser(PortWithProvider fixture)
    {
        this.fixture = fixture;
        Browser = fixture.OpenBrowser();
        // The tests of a class share the provider.
        var provider = fixture.Provider;
        (provider.Distort, provider.OtherKey, provider.Error) = (_ => { }, null, null);
        provider.MoreClaims.Clear();
        provider.Asked.Clear();
    }

    public static (string, string[])[] OfficerClaims =>
        [("groups", [PortWithProvider.Officers]), ("ports", [PortHost.Port]), ("stages", [ServiceNames.Entry])];

    public string Subject { get; } = $"subject-{Interlocked.Increment(ref serial)}";

    public CookieBrowser Browser { get; }

    public void Dispose() => Browser.Dispose();

    /// <summary>Signs the user in at the provider with these claims. Returns the account here.</summary>
    public Task<CurrentUser> SignInAsync(string name, params (string, string[])[] claims) =>
        SignInAsync(name, Browser, claims);

    public async Task<CurrentUser> SignInAsync(string name, CookieBrowser by, params (string, string[])[] claims)
    {
        fixture.Provider.Sends(Subject, name, claims);
        using var page = await by.GoAsync(Route);
        by.Visited[^1].AbsolutePath.ShouldBe("/");
        return await by.MeAsync();
    }

    /// <summary>The address to which the provider redirects the browser, before the browser follows.</summary>
    public static async Task<Uri> ProviderResponseAsync(CookieBrowser browser)
    {
        using var toProvider = await browser.GetAsync(Route);
        using var back = await browser.GetAsync(toProvider.Headers.Location!.AbsoluteUri);
        return back.Headers.Location!;
    }

    public static async Task<bool> HasNoSessionAsync(CookieBrowser browser)
    {
        using var answer = await browser.GetAsync("/api/access/me");
        return answer.StatusCode is HttpStatusCode.Unauthorized;
    }

    public async Task<List<User>> AccountsAsync(string search) =>
        await (await fixture.Port.Users.AdministratorAsync()).Users.List(search).ToListAsync();
}
