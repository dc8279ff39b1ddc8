using System.Net;
using System.Security.Cryptography;

namespace PortTracker.Tests.Access;

/// <summary>What the provider and the browser send, and what is refused.</summary>
public sealed class ExternalSignInProtocolTests : IClassFixture<PortWithProvider>, IDisposable
{
    private readonly ExternalUser user;
    private readonly PortHost port;
    private readonly FakeProvider provider;
    private readonly CookieBrowser browser;

    public ExternalSignInProtocolTests(PortWithProvider fixture)
    {
        user = new ExternalUser(fixture);
        (port, provider, browser) = (fixture.Port, fixture.Provider, user.Browser);
    }

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task Sign_in_uses_the_code_flow_with_PKCE()
    {
        await user.SignInAsync("asker", ExternalUser.OfficerClaims);

        var asked = provider.Asked.ShouldHaveSingleItem();
        asked["redirect_uri"].ToString().ShouldBe("http://localhost/api/access/external/callback");
        asked["response_type"].ToString().ShouldBe("code");
        asked["code_challenge"].ToString().ShouldNotBeEmpty();
        asked["scope"].ToString().ShouldBe("openid profile");
    }

    [Fact]
    public async Task Correlation_cookies_are_not_sent_with_cross_site_requests()
    {
        using var answer = await browser.GetAsync(ExternalUser.Route);

        var waiting = answer.Headers.GetValues("Set-Cookie").ToList();
        waiting.Count.ShouldBe(2);
        waiting.ShouldAllBe(cookie => cookie.Contains("samesite=lax") && cookie.Contains("httponly"));
    }

    public static TheoryData<string, Action<Dictionary<string, object>>> Bad { get; } =
        new()
        {
            { "another nonce", claims => claims["nonce"] = "another" },
            { "no nonce", claims => claims.Remove("nonce") },
            { "for another", claims => claims["aud"] = "another" },
            { "by another", claims => claims["iss"] = "https://elsewhere.example.org" },
            { "run out", claims => claims["exp"] = TimeProvider.System.GetUtcNow().AddHours(-1).ToUnixTimeSeconds() },
            { "without an end", claims => claims.Remove("exp") },
            { "of nobody", claims => claims.Remove("sub") },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Bad))]
    public async Task An_invalid_token_is_refused(string how, Action<Dictionary<string, object>> distort)
    {
        provider.Sends(user.Subject, "forger", ExternalUser.OfficerClaims);
        provider.Distort = distort;

        using var page = await browser.GoAsync(ExternalUser.Route);

        page.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, how);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Customs ID was not completed. Start again");
        browser.HasSession.ShouldBeFalse(how);
        (await user.AccountsAsync("forger")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_signed_by_another_key_is_refused()
    {
        using var theirs = RSA.Create(2048);
        provider.Sends(user.Subject, "forger", ExternalUser.OfficerClaims);
        provider.OtherKey = theirs;

        using var page = await browser.GoAsync(ExternalUser.Route);

        page.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        browser.HasSession.ShouldBeFalse();
    }

    [Fact]
    public async Task A_response_to_another_browser_is_refused()
    {
        provider.Sends(user.Subject, "victim", ExternalUser.OfficerClaims);
        var answer = await ExternalUser.ProviderResponseAsync(browser);
        using var another = new CookieBrowser(port);

        using var refused = await another.GetAsync(answer.PathAndQuery);

        (await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).Detail!.ShouldContain("Start again");
        another.HasSession.ShouldBeFalse();
        using var taken = await browser.GetAsync(answer.PathAndQuery);
        browser.HasSession.ShouldBeTrue("the right one has the right state");
    }

    [Fact]
    public async Task A_response_is_accepted_once()
    {
        provider.Sends(user.Subject, "once", ExternalUser.OfficerClaims);
        var answer = await ExternalUser.ProviderResponseAsync(browser);
        using var taken = await browser.GetAsync(answer.PathAndQuery);

        using var again = await browser.GetAsync(answer.PathAndQuery);

        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_unsolicited_response_is_refused()
    {
        foreach (var query in (string[])["", "?code=1", "?code=1&state=forged", "?state=forged", "?error=server_error"])
        {
            using var answer = await browser.GetAsync("/api/access/external/callback" + query);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, query);
        }

        browser.HasSession.ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://evil.example.org/")]
    [InlineData("//evil.example.org/")]
    [InlineData("/\\evil.example.org/")]
    [InlineData("board/KHORGOS")]
    [InlineData("")]
    public async Task Sign_in_redirects_only_within_the_site(string elsewhere)
    {
        provider.Sends(user.Subject, "lured", ExternalUser.OfficerClaims);

        using var page = await browser.GoAsync($"{ExternalUser.Route}?returnUrl={Uri.EscapeDataString(elsewhere)}");

        browser.Visited[^1].ShouldBe(new Uri("http://localhost/"));
        browser.HasSession.ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelling_at_the_provider_returns_to_the_sign_in_page()
    {
        provider.Sends(user.Subject, "undecided", ExternalUser.OfficerClaims);
        provider.Error = "access_denied";

        using var page = await browser.GoAsync($"{ExternalUser.Route}?returnUrl=/board/{PortHost.Port}");

        browser.Visited[^1].PathAndQuery.ShouldBe($"/sign-in?returnUrl=%2Fboard%2F{PortHost.Port}");
        browser.HasSession.ShouldBeFalse();
    }
}
