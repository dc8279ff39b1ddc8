using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Tests.Access;

namespace PortTracker.Tests.Hosting;

public sealed class ExternalSignInThroughTheWebTests
{
    [Fact]
    public async Task The_provider_redirects_through_the_web_host()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var hosts = new ServiceAndWebHosts { Settings = provider.Settings };
        await hosts.InitializeAsync();
        var web = hosts.Web.BaseAddress!;
        using var browser = new CookieBrowser(
            web,
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
        );
        provider.Sends("1", "li.wei", ("roles", [Roles.Manager]));

        using var signIn = await browser.GetAsync($"/sign-in?returnUrl=/board/{PortHost.Port}");
        (await signIn.Content.ReadAsStringAsync()).ShouldContain("Sign in with Customs ID</a>");
        using var page = await browser.GoAsync($"/api/access/external?returnUrl=/board/{PortHost.Port}");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.Visited[^1].ShouldBe(new Uri(web, $"/board/{PortHost.Port}"));
        provider
            .Asked.ShouldHaveSingleItem()["redirect_uri"]
            .ToString()
            .ShouldBe(new Uri(web, "/api/access/external/callback").AbsoluteUri);
        var me = await browser.MeAsync();
        me.Roles.ShouldBe([Roles.Manager]);
        me.IsExternal.ShouldBeTrue();
    }
}
