using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Access;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Configuration;

namespace PortTracker.Tests.Access;

/// <summary>How a provider is configured, and when it is unreachable.</summary>
public sealed class ExternalProviderTests
{
    [Fact]
    public async Task External_sign_in_is_unavailable_without_a_provider()
    {
        await using var port = new PortHost();
        await port.InitializeAsync();
        using var browser = new CookieBrowser(port);

        foreach (var path in (string[])["/api/access/external/provider", "/api/access/external"])
        {
            using var answer = await browser.GetAsync(path);
            (await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound)).Detail!.ShouldContain("name and password");
        }

        using var callback = await browser.GetAsync("/api/access/external/callback?code=1&state=1");
        callback.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var schemes = port.Services.GetRequiredService<IAuthenticationSchemeProvider>();
        (await schemes.GetAllSchemesAsync()).ShouldNotContain(scheme => scheme.Name == "External");
    }

    [Fact]
    public async Task Without_a_role_map_the_provider_sends_our_roles_and_handles_the_second_factor()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider, ("Access:TwoFactorForAdministrators", "true"));
        using var browser = new CookieBrowser(port);
        provider.Sends("1", "chief", ("roles", [Roles.Administrator, "offline_access"]));

        using var page = await browser.GoAsync("/api/access/external");

        var me = await browser.MeAsync();
        me.Roles.ShouldBe([Roles.Administrator]);
        me.RequiredAction.ShouldBeNull();
    }

    [Fact]
    public async Task The_last_administrator_with_a_password_cannot_be_locked_out()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider);
        using var browser = new CookieBrowser(port);
        provider.Sends("1", "chief", ("roles", [Roles.Administrator]));
        using var page = await browser.GoAsync("/api/access/external");
        var me = await browser.MeAsync();
        var byHand = await port.Users.AdministratorAsync();

        using var refused = await browser.PostAsync(
            $"/api/access/users/{(await byHand.Account.MeAsync()).Id}/locks",
            AccessSteps.Because(),
            me.AntiforgeryToken
        );

        (await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict)).Detail!.ShouldContain("last administrator");
        (await byHand.Users.LockAsync(me.Id, "Away")).IsLocked.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_subject_at_another_provider_is_another_user()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var another = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider);
        using var browser = new CookieBrowser(port);
        provider.Sends("1", "chief", ("roles", [Roles.Administrator]));
        using var page = await browser.GoAsync("/api/access/external");
        var first = await browser.MeAsync();

        port.Settings["Access:OpenIdConnect:Authority"] = another.Address;
        port.Settings["Access:OpenIdConnect:ClientSecret"] = another.Settings["Access:OpenIdConnect:ClientSecret"];
        await port.RestartAsync();
        using var later = new CookieBrowser(port);
        another.Sends("1", "chief", ("roles", [Roles.Manager]));
        using var laterPage = await later.GoAsync("/api/access/external");

        (await later.MeAsync()).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task An_unreachable_provider_is_reported()
    {
        var provider = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider);
        await provider.DisposeAsync();
        using var browser = new CookieBrowser(port);

        using var answer = await browser.GetAsync("/api/access/external");

        (await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable)).Detail!.ShouldContain("Customs ID");
    }

    [Theory]
    [InlineData("Authority", "http://id.example.org")]
    [InlineData("Authority", "id.example.org")]
    [InlineData("ClientId", "")]
    [InlineData("ClientSecret", "")]
    public void An_insecure_provider_stops_the_start(string key, string value)
    {
        var options = new PortTracker.Access.ExternalProviderOptions
        {
            Authority = key is "Authority" ? value : "https://id.example.org",
            ClientId = key is "ClientId" ? value : "porttracker",
            ClientSecret = key is "ClientSecret" ? value : "a secret",
        };

        Should.Throw<ConfigurationException>(options.Check).Message.ShouldContain($"Access:OpenIdConnect");
    }

    [Fact]
    public void A_map_to_unknown_roles_stops_the_start()
    {
        var options = new PortTracker.Access.ExternalProviderOptions
        {
            Authority = "https://id.example.org",
            ClientId = "porttracker",
            ClientSecret = "a secret",
            Roles = { ["captain"] = ["captains"] },
        };

        Should.Throw<ConfigurationException>(options.Check).Message.ShouldContain("captain");
    }

    private static async Task<PortHost> TrustAsync(
        FakeProvider provider,
        params IEnumerable<(string Key, string Value)> settings
    )
    {
        var port = new PortHost();
        foreach (var (key, value) in provider.Settings.Select(s => (s.Key, s.Value)).Concat(settings))
        {
            port.Settings[key] = value;
        }

        await port.InitializeAsync();
        return port;
    }
}
