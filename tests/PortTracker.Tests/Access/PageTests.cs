using System.Net;
using System.Net.Http.Json;
using PortTracker.Client;

namespace PortTracker.Tests.Access;

/// <summary>Pages and their sessions, as they are without any script.</summary>
public sealed class PageTests(PortHost port) : IClassFixture<PortHost>
{
    private const string SignOut = "api/access/sign-outs";
    private static int users;

    [Fact]
    public async Task A_page_that_needs_a_role_leads_by_the_sign_in_page_to_itself()
    {
        var (name, password) = await UserAsync(Roles.Administrator);
        using var browser = new Browser(port);

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
    public async Task Anyone_may_open_what_is_for_everyone(string page, HttpStatusCode status)
    {
        using var browser = new Browser(port);

        using var answer = await browser.GetAsync(page);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_wrong_password_leads_back_to_the_form_which_says_what_to_do()
    {
        var (name, _) = await UserAsync(Roles.Manager);
        using var browser = new Browser(port);

        using var answer = await browser.SignInAsync(name, "not the password", returnUrl: "/failures");

        answer.ShouldLeadTo("/sign-in?reason=wrong&returnUrl=%2Ffailures");
        using var form = await browser.GetAsync("/sign-in?reason=wrong&returnUrl=%2Ffailures");
        (await form.Content.ReadAsStringAsync()).ShouldContain("Name or password is wrong");
        (await browser.GetAsync("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "nobody is signed in");
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task A_sign_in_leads_nowhere_else(string returnUrl)
    {
        var (name, password) = await UserAsync(Roles.Manager);
        using var browser = new Browser(port);
        using var page = await browser.GetAsync("/sign-in");
        using var form = await Browser.FormAsync(
            page,
            Browser.Sessions,
            ("userName", name),
            ("password", password),
            ("returnUrl", returnUrl)
        );

        using var answer = await browser.SendAsync(form);

        answer.ShouldLeadTo("/");
        using var again = await browser.GetAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        // It may stand in the query of a link to this very page, in another language; nothing leads to it.
        WebUtility
            .HtmlDecode(await again.Content.ReadAsStringAsync())
            .ShouldNotMatch(@"(href|action|value)=""(https?:)?[/\\]{2}");
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task The_cookie_of_a_session_is_read_by_no_script_and_sent_by_no_other_sites_form(
        string scheme,
        bool isSecure
    )
    {
        var (name, password) = await UserAsync(Roles.Manager);
        using var browser = new Browser(new Uri($"{scheme}://localhost"), port.Handler());

        using var answer = await browser.SignInAsync(name, password);

        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .Single(cookie => cookie.StartsWith("porttracker=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.Contains("secure", StringComparison.Ordinal).ShouldBe(isSecure);
    }

    [Theory]
    [InlineData("/admin", "It needs the role administrator.")]
    [InlineData("/failures", "It needs one of these roles: administrator, auditor.")]
    public async Task A_page_says_which_role_it_needs(string page, string needs)
    {
        using var browser = await SignedInAsync(Roles.Officer);

        using var answer = await browser.GetAsync(page);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain(needs);
        text.ShouldContain("with these roles: officer.");
        text.ShouldNotContain("There is no such page");
    }

    [Fact]
    public async Task Who_has_a_one_time_password_is_led_to_choose_another_first()
    {
        var (name, password) = await NewcomerAsync(Roles.Administrator);
        using var browser = new Browser(port);

        (await browser.SignInAsync(name, password, returnUrl: "/admin/keys")).ShouldLeadTo(
            "/account?returnUrl=%2Fadmin%2Fkeys"
        );
        (await browser.GetAsync("/admin?x=1")).ShouldLeadTo("/account?returnUrl=%2Fadmin%3Fx%3D1");
        using var account = await browser.GetAsync("/account");
        account.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_sites_form_does_nothing_with_the_cookie_of_a_session()
    {
        using var browser = await SignedInAsync(Roles.Administrator);
        var firm = new Firm { Uscc = "91350100M000100Y43", Name = "A firm" };

        using var without = Write(token: null);
        var problem = await (await browser.SendAsync(without)).ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        problem.Errors.Keys.ShouldHaveSingleItem().ShouldBe(Headers.Antiforgery, StringCompareShould.IgnoreCase);

        using var me = await browser.GetAsync("/api/access/me");
        using var with = Write((await me.ReadAsync<Me>()).AntiforgeryToken);
        (await browser.SendAsync(with)).StatusCode.ShouldBe(HttpStatusCode.OK);

        HttpRequestMessage Write(string? token)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/access/firms")
            {
                Content = JsonContent.Create(firm, options: PortJson.Options),
            };
            request.Headers.TryAddWithoutValidation(Headers.Antiforgery, token);
            return request;
        }
    }

    [Fact]
    public async Task Signing_out_ends_the_session_of_the_browser()
    {
        using var browser = await SignedInAsync(Roles.Administrator);

        using var page = await browser.GetAsync("/admin");
        using var answer = await browser.SendAsync(await Browser.FormAsync(page, SignOut));

        answer.ShouldLeadTo("/sign-in");
        (await browser.GetAsync("/admin")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Another_site_signs_nobody_out()
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
    public async Task A_form_that_is_older_than_the_session_is_answered_with_a_page()
    {
        var (name, password) = await UserAsync(Roles.Manager);
        using var browser = new Browser(port);
        using var old = await browser.GetAsync("/sign-in");
        await browser.SignInAsync(name, password);

        using var form = await Browser.FormAsync(old, Browser.Sessions, ("userName", name), ("password", password));

        (await browser.SendAsync(form)).ShouldLeadTo("/sign-in?reason=again&returnUrl=%2F");
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_is_over_on_the_next_page()
    {
        var (name, password) = await UserAsync(Roles.Administrator);
        using var browser = new Browser(port);
        await browser.SignInAsync(name, password);
        using var page = await browser.GetAsync("/admin");
        var administrator = await port.Users.AdministratorAsync();
        var user = await administrator.UsersAsync(name).SingleAsync();

        await administrator.SignUserOutAsync(user.Id, "Telephone lost");

        using var signOut = await Browser.FormAsync(page, SignOut);
        (await browser.SendAsync(signOut)).ShouldLeadTo("/sign-in");
        using var after = await browser.GetAsync("/admin");
        after.Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2Fadmin");
    }

    [Fact]
    public async Task No_account_is_offered_outside_of_the_demo()
    {
        using var browser = new Browser(port);

        using var page = await browser.GetAsync("/sign-in");

        (await page.Content.ReadAsStringAsync()).ShouldNotContain("demo", Case.Insensitive);
    }

    private async Task<Browser> SignedInAsync(string role)
    {
        var (name, password) = await UserAsync(role);
        var browser = new Browser(port);
        (await browser.SignInAsync(name, password)).ShouldLeadTo("/");
        return browser;
    }

    private async Task<(string Name, string Password)> UserAsync(string role)
    {
        var (name, once) = await NewcomerAsync(role);
        var password = Onboarding.RandomPassword();
        using var http = port.Anonymous();
        await Onboarding.ChoosePasswordAsync(http, name, once, password);
        return (name, password);
    }

    private async Task<(string Name, string Password)> NewcomerAsync(string role)
    {
        var administrator = await port.Users.AdministratorAsync();
        var made = await administrator.AddUserAsync(
            new NewUser
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

internal static class Redirects
{
    public static void ShouldLeadTo(this HttpResponseMessage answer, string address)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var location = answer.Headers.Location!;
        (location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString).ShouldBe(address);
    }
}
