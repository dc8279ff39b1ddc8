using System.Net;
using System.Net.Http.Json;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Simulation;

namespace PortTracker.Tests.Access;

/// <summary>Pages and their sessions without scripts.</summary>
public sealed class PageTests(PortHost port) : IClassFixture<PortHost>
{
    private const string SignOut = "api/access/sign-outs";
    private static int users;

    [Fact]
    public async Task A_protected_page_redirects_to_sign_in_and_back()
    {
        var (name, password) = await UserAsync(Roles.Administrator);
        using var browser = new CookieBrowser(port);

        using var before = await browser.GetAsync("/admin");
        before.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        before.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2Fadmin");
        using var signedIn = await browser.SignInAsync(name, password, returnUrl: "/admin");
        signedIn.ShouldLeadTo("/admin");
        using var after = await browser.GetAsync("/admin");

        after.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await after.Content.ReadAsStringAsync()).ShouldContain($"{name}</a>");
    }

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.OK)]
    [InlineData($"/board/{PortHost.Port}", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Anyone_may_open_a_public_page(string page, HttpStatusCode status)
    {
        using var browser = new CookieBrowser(port);

        using var answer = await browser.GetAsync(page);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_wrong_password_returns_to_the_form_with_instructions()
    {
        var (name, _) = await UserAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);

        using var answer = await browser.SignInAsync(name, "not the password", returnUrl: "/failures");

        answer.ShouldLeadTo("/sign-in?reason=wrong&returnUrl=%2Ffailures");
        using var form = await browser.GetAsync("/sign-in?reason=wrong&returnUrl=%2Ffailures");
        (await form.Content.ReadAsStringAsync()).ShouldContain("user name or password is wrong");
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "nobody is signed in");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Sign_in_does_not_redirect_to_another_site(string returnUrl)
    {
        var (name, password) = await UserAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);
        using var page = await browser.GetAsync("/sign-in");
        using var form = await CookieBrowser.FormAsync(
            page,
            CookieBrowser.Sessions,
            ("userName", name),
            ("password", password),
            ("returnUrl", returnUrl)
        );

        using var answer = await browser.SendAsync(form);

        answer.ShouldLeadTo("/");
        using var again = await browser.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        // It may be in the query of a language link to the same page, but is never a target.
        WebUtility
            .HtmlDecode(await again.Content.ReadAsStringAsync())
            .ShouldNotMatch(@"(href|action|value)=""(https?:)?[/\\]{2}");
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task The_session_cookie_is_HttpOnly_and_SameSite(string scheme, bool isSecure)
    {
        var (name, password) = await UserAsync(Roles.Manager);
        using var browser = new CookieBrowser(new Uri($"{scheme}://localhost"), port.Handler());

        using var answer = await browser.SignInAsync(name, password);

        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("porttracker=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.Contains("secure", StringComparison.Ordinal).ShouldBe(isSecure);
    }

    [Theory]
    [InlineData("/admin", "You need the role administrator.")]
    [InlineData("/failures", "You need one of these roles: administrator, auditor.")]
    public async Task A_forbidden_page_names_the_required_role(string page, string needs)
    {
        using var browser = await SignedInAsync(Roles.Officer);

        using var answer = await browser.GetAsync(page);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain(needs);
        text.ShouldContain("with these roles: officer.");
        text.ShouldNotContain("Page not found");
    }

    [Fact]
    public async Task A_one_time_password_redirects_to_the_password_change()
    {
        var (name, password) = await NewcomerAsync(Roles.Administrator);
        using var browser = new CookieBrowser(port);

        (await browser.SignInAsync(name, password, returnUrl: "/admin/keys")).ShouldLeadTo(
            "/account?returnUrl=%2Fadmin%2Fkeys"
        );
        (await browser.GetAsync("/admin?x=1")).ShouldLeadTo("/account?returnUrl=%2Fadmin%3Fx%3D1");
        using var account = await browser.GetAsync("/account");
        account.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_on_another_site_cannot_use_the_session_cookie()
    {
        using var browser = await SignedInAsync(Roles.Administrator);
        var firm = new Firm { Uscc = "91350100M000100Y43", Name = "A firm" };

        using var without = Write(token: null);
        var problem = await (await browser.SendAsync(without)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors.Keys.ShouldHaveSingleItem().ShouldBe(RequestHeaders.Antiforgery, StringCompareShould.IgnoreCase);

        using var me = await browser.GetAsync("/api/access/me");
        using var with = Write((await me.ReadAsync<CurrentUser>()).AntiforgeryToken);
        (await browser.SendAsync(with)).StatusCode.ShouldBe(HttpStatusCode.OK);

        HttpRequestMessage Write(string? token)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/access/firms")
            {
                Content = JsonContent.Create(firm, options: PortJson.Options),
            };
            request.Headers.TryAddWithoutValidation(RequestHeaders.Antiforgery, token);
            return request;
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session_of_the_browser()
    {
        using var browser = await SignedInAsync(Roles.Administrator);

        using var page = await browser.GetAsync("/admin");
        using var answer = await browser.SendAsync(await CookieBrowser.FormAsync(page, SignOut));

        answer.ShouldLeadTo("/sign-in");
        (await browser.GetAsync("/admin")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Another_site_cannot_sign_anyone_out()
    {
        using var browser = await SignedInAsync(Roles.Administrator);
        using var forged = new HttpRequestMessage(HttpMethod.Post, "/" + SignOut)
        {
            Content = new FormUrlEncodedContent([]),
        };

        (await browser.SendAsync(forged)).ShouldLeadTo("/sign-in");

        (await browser.GetAsync("/admin")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_form_from_an_old_session_gets_an_explanation()
    {
        var (name, password) = await UserAsync(Roles.Manager);
        using var browser = new CookieBrowser(port);
        using var old = await browser.GetAsync("/sign-in");
        await browser.SignInAsync(name, password);

        using var form = await CookieBrowser.FormAsync(
            old,
            CookieBrowser.Sessions,
            ("userName", name),
            ("password", password)
        );

        (await browser.SendAsync(form)).ShouldLeadTo("/sign-in?reason=again&returnUrl=%2F");
    }

    [Fact]
    public async Task A_session_ended_elsewhere_ends_on_the_next_page()
    {
        var (name, password) = await UserAsync(Roles.Administrator);
        using var browser = new CookieBrowser(port);
        await browser.SignInAsync(name, password);
        using var page = await browser.GetAsync("/admin");
        var administrator = await port.Users.AdministratorAsync();
        var user = await administrator.Users.List(name).SingleAsync();

        await administrator.Users.SignOutAsync(user.Id, "Telephone lost");

        using var signOut = await CookieBrowser.FormAsync(page, SignOut);
        (await browser.SendAsync(signOut)).ShouldLeadTo("/sign-in");
        using var after = await browser.GetAsync("/admin");
        after.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2Fadmin");
    }

    [Fact]
    public async Task Demo_accounts_are_offered_only_in_the_demo()
    {
        using var browser = new CookieBrowser(port);

        using var page = await browser.GetAsync("/sign-in");

        (await page.Content.ReadAsStringAsync()).ShouldNotContain("demo", Case.Insensitive);
    }

    private async Task<CookieBrowser> SignedInAsync(string role)
    {
        var (name, password) = await UserAsync(role);
        var browser = new CookieBrowser(port);
        (await browser.SignInAsync(name, password)).ShouldLeadTo("/");
        return browser;
    }

    private async Task<(string Name, string Password)> UserAsync(string role)
    {
        var (name, once) = await NewcomerAsync(role);
        var password = DemoOnboarding.RandomPassword();
        using var http = port.Anonymous();
        await DemoOnboarding.ChoosePasswordAsync(http, name, once, password);
        return (name, password);
    }

    private async Task<(string Name, string Password)> NewcomerAsync(string role)
    {
        var administrator = await port.Users.AdministratorAsync();
        var made = await administrator.Users.AddAsync(
            new AddUserRequest
            {
                UserName = $"visitor.{Interlocked.Increment(ref users)}",
                DisplayName = "A visitor",
                Roles = [role],
                Ports = role is Roles.Officer ? ["*"] : [],
                Stages = role is Roles.Officer ? ServiceNames.Sources : [],
            }
        );
        return (made.User.UserName, made.Password);
    }
}
