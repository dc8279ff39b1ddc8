using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Simulation;

namespace PortTracker.Tests.Access;

public sealed class SessionTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Me = "/api/access/me";

    [Fact]
    public async Task An_access_token_is_valid_for_an_hour_and_can_be_refreshed()
    {
        var tokens = await port.SignInAsync(await port.HireAsync(Roles.Manager));

        port.Time.Advance(TimeSpan.FromMinutes(59));
        (await IsTakenAsync(tokens)).ShouldBeTrue();
        port.Time.Advance(TimeSpan.FromMinutes(1));
        (await IsTakenAsync(tokens)).ShouldBeFalse("it has run out");
        using var answer = await port.RefreshAsync(tokens);
        (await IsTakenAsync(await answer.ReadAsync<AccessTokens>())).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refresh_token_is_valid_for_two_weeks()
    {
        var tokens = await port.SignInAsync(await port.HireAsync(Roles.Manager));

        port.Time.Advance(TimeSpan.FromDays(14) - TimeSpan.FromSeconds(1));
        (await port.RefreshAsync(tokens)).StatusCode.ShouldBe(HttpStatusCode.OK);
        port.Time.Advance(TimeSpan.FromSeconds(1));
        await ShouldBeRefusedAsync(await port.RefreshAsync(tokens));
    }

    [Fact]
    public async Task A_page_session_ends_twelve_hours_after_the_sign_in_however_much_it_is_used()
    {
        using var browser = await InBrowserAsync(await port.HireAsync(Roles.Manager));

        port.Time.Advance(TimeSpan.FromHours(7));
        (await IsTakenAsync(browser)).ShouldBeTrue();
        port.Time.Advance(TimeSpan.FromHours(5) - TimeSpan.FromSeconds(1));
        (await IsTakenAsync(browser)).ShouldBeTrue();
        port.Time.Advance(TimeSpan.FromSeconds(1));
        (await IsTakenAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_password_change_does_not_prolong_a_page_session()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = await InBrowserAsync(person);
        port.Time.Advance(TimeSpan.FromHours(11));
        using var changed = await browser.PostAsync(
            "/api/access/me/password",
            new PasswordChangeRequest { Current = person.Password, New = DemoOnboarding.RandomPassword() },
            (await browser.MeAsync()).AntiforgeryToken
        );

        (await IsTakenAsync(browser)).ShouldBeTrue();
        port.Time.Advance(TimeSpan.FromHours(1));
        (await IsTakenAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_its_reuse_ends_the_session()
    {
        var person = await port.HireAsync(Roles.Manager);
        var other = await port.SignInAsync(person);
        var first = await port.SignInAsync(person);
        using var renewed = await port.RefreshAsync(first);
        var second = await renewed.ReadAsync<AccessTokens>();
        (await IsTakenAsync(second)).ShouldBeTrue();

        await ShouldBeRefusedAsync(await port.RefreshAsync(first));

        await ShouldBeRefusedAsync(await port.RefreshAsync(second));
        (await IsTakenAsync(first)).ShouldBeFalse();
        (await IsTakenAsync(second)).ShouldBeFalse();
        (await IsTakenAsync(other)).ShouldBeTrue("it is another session");
    }

    [Fact]
    public async Task Concurrent_use_of_a_refresh_token_leaves_no_session()
    {
        var tokens = await port.SignInAsync(await port.HireAsync(Roles.Manager));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => port.RefreshAsync(tokens)));

        var renewed = answers.Where(answer => answer.StatusCode is HttpStatusCode.OK).ShouldHaveSingleItem();
        (await IsTakenAsync(await renewed.ReadAsync<AccessTokens>())).ShouldBeFalse();
    }

    [Fact]
    public async Task Renewals_end_thirty_days_after_the_sign_in()
    {
        var tokens = await port.SignInAsync(await port.HireAsync(Roles.Manager));
        for (var days = 10; days < 30; days += 10)
        {
            port.Time.Advance(TimeSpan.FromDays(10));
            using var answer = await port.RefreshAsync(tokens);
            tokens = await answer.ReadAsync<AccessTokens>();
        }

        port.Time.Advance(TimeSpan.FromDays(10) - TimeSpan.FromMinutes(1));
        using var last = await port.RefreshAsync(tokens);
        tokens = await last.ReadAsync<AccessTokens>();
        (await IsTakenAsync(tokens)).ShouldBeTrue();
        port.Time.Advance(TimeSpan.FromMinutes(1));
        (await IsTakenAsync(tokens)).ShouldBeFalse("the access token ends with the session");
        await ShouldBeRefusedAsync(await port.RefreshAsync(tokens));
    }

    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_cookie()
    {
        using var browser = await InBrowserAsync(await port.HireAsync(Roles.Manager));
        using var thief = new CookieBrowser(port);
        thief.Take("porttracker", browser.Cookies["porttracker"]);
        (await IsTakenAsync(thief)).ShouldBeTrue();

        using var answer = await browser.PostAsync(
            "/api/access/sign-outs",
            body: null,
            (await browser.MeAsync()).AntiforgeryToken
        );

        (await IsTakenAsync(thief)).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_out_ends_the_tokens_of_the_session_and_no_others()
    {
        var person = await port.HireAsync(Roles.Manager);
        var tokens = await port.SignInAsync(person);
        var other = await port.SignInAsync(person);

        using var client = port.Bearing(tokens);
        using var answer = await client.PostAsync("/api/access/sign-outs");

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await IsTakenAsync(tokens)).ShouldBeFalse();
        await ShouldBeRefusedAsync(await port.RefreshAsync(tokens));
        (await IsTakenAsync(other)).ShouldBeTrue();
    }

    public static TheoryData<string, Func<PortHost, Person, AccessTokens, Task>> Ends { get; } =
        new()
        {
            { "signed out everywhere", (port, _, tokens) => OwnAsync(port, tokens, "sign-outs", body: null) },
            {
                "another password",
                (port, person, tokens) =>
                    OwnAsync(
                        port,
                        tokens,
                        "password",
                        new PasswordChangeRequest { Current = person.Password, New = DemoOnboarding.RandomPassword() }
                    )
            },
            { "a second factor", (port, person, tokens) => TwoFactorSteps.SetUpAsync(port, tokens, person.Password) },
            { "locked", (port, person, _) => ByAdministratorAsync(port, a => a.Users.LockAsync(person.Id, "Lost")) },
            {
                "locked and unlocked",
                (port, person, _) =>
                    ByAdministratorAsync(
                        port,
                        async a =>
                        {
                            await a.Users.LockAsync(person.Id, "Lost");
                            await a.Users.UnlockAsync(person.Id, "Found");
                        }
                    )
            },
            {
                "signed out",
                (port, person, _) => ByAdministratorAsync(port, a => a.Users.SignOutAsync(person.Id, "Lost"))
            },
            {
                "a one-time password",
                (port, person, _) => ByAdministratorAsync(port, a => a.Users.ResetPasswordAsync(person.Id, "Lost"))
            },
            {
                "other rights",
                (port, person, _) =>
                    ByAdministratorAsync(
                        port,
                        async a =>
                        {
                            var user = await a.Users.GetAsync(person.Id);
                            await a.Users.ChangeRightsAsync(
                                user.Id,
                                new RightsChangeRequest
                                {
                                    DisplayName = user.DisplayName,
                                    Roles = [Roles.Auditor],
                                    Version = user.Version,
                                    Reason = "Moved",
                                }
                            );
                        }
                    )
            },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Ends))]
    public async Task All_sessions_of_an_account_end_at_once(string how, Func<PortHost, Person, AccessTokens, Task> end)
    {
        var person = await port.HireAsync(Roles.Manager);
        var tokens = await port.SignInAsync(person);
        using var browser = await InBrowserAsync(person);
        var other = await port.SignInAsync(await port.HireAsync(Roles.Manager));
        (await IsTakenAsync(tokens)).ShouldBeTrue();
        (await IsTakenAsync(browser)).ShouldBeTrue();

        await end(port, person, tokens);

        (await IsTakenAsync(tokens)).ShouldBeFalse(how);
        await ShouldBeRefusedAsync(await port.RefreshAsync(tokens));
        (await IsTakenAsync(browser)).ShouldBeFalse(how);
        (await IsTakenAsync(other)).ShouldBeTrue("it is of another account");
    }

    [Fact]
    public async Task A_user_lists_own_sessions_and_ends_one()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = await InBrowserAsync(person);
        port.Time.Advance(TimeSpan.FromSeconds(1));
        var tokens = await port.SignInAsync(person);
        var another = await port.SignInAsync(await port.HireAsync(Roles.Manager));
        using var client = port.Bearing(tokens);

        var sessions = await port.SessionsAsync(tokens);

        sessions.Select(session => session.Kind).ShouldBe([SessionKind.Program, SessionKind.Browser]);
        sessions.Select(session => session.IsCurrent).ShouldBe([true, false]);
        sessions[1].EndsAt.ShouldBe(sessions[1].StartedAt.AddHours(12));
        sessions[0].EndsAt.ShouldBe(sessions[0].StartedAt.AddDays(30));
        var others = await port.SessionsAsync(another);
        using var foreign = await client.PostAsync($"{Me}/sessions/{others[0].Id}/sign-outs");
        await foreign.ShouldBeProblemAsync(HttpStatusCode.NotFound);

        using var ended = await client.PostAsync($"{Me}/sessions/{sessions[1].Id}/sign-outs");

        ended.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await IsTakenAsync(browser)).ShouldBeFalse();
        (await IsTakenAsync(tokens)).ShouldBeTrue();
        (await IsTakenAsync(another)).ShouldBeTrue();
        (await port.SessionsAsync(tokens)).ShouldHaveSingleItem().Id.ShouldBe(sessions[0].Id);
    }

    [Fact]
    public async Task A_session_tells_the_device_that_signed_in()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = port.Anonymous();
        client.DefaultRequestHeaders.UserAgent.ParseAdd("porttracker/1.0");
        using var answer = await client.PostAsync(
            "/api/access/tokens",
            new SignInRequest { UserName = person.UserName, Password = person.Password }
        );

        var sessions = await port.SessionsAsync(await answer.ReadAsync<AccessTokens>());

        sessions.ShouldHaveSingleItem().Device.ShouldBe("porttracker/1.0");
    }

    [Fact]
    public async Task Configuration_sets_how_long_sessions_last()
    {
        await using var host = new PortHost
        {
            Settings = { ["Access:Sessions:BrowserHours"] = "2", ["Access:Sessions:ProgramDays"] = "1" },
        };
        await host.InitializeAsync();
        var person = await host.HireAsync(Roles.Manager);
        using var browser = new CookieBrowser(host);
        await browser.SignInAsync(person);
        var tokens = await host.SignInAsync(person);

        host.Time.Advance(TimeSpan.FromHours(2));
        (await IsTakenAsync(browser)).ShouldBeFalse();
        host.Time.Advance(TimeSpan.FromHours(22));
        await ShouldBeRefusedAsync(await host.RefreshAsync(tokens));
    }

    [Fact]
    public async Task A_password_change_keeps_the_current_browser_signed_in()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = await InBrowserAsync(person);
        using var elsewhere = await InBrowserAsync(person);
        var change = new PasswordChangeRequest { Current = person.Password, New = DemoOnboarding.RandomPassword() };

        using var answer = await browser.PostAsync(
            "/api/access/me/password",
            change,
            (await browser.MeAsync()).AntiforgeryToken
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await IsTakenAsync(browser)).ShouldBeTrue();
        (await IsTakenAsync(elsewhere)).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_out_ends_only_the_session_of_this_browser()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var browser = await InBrowserAsync(person);
        using var elsewhere = await InBrowserAsync(person);

        using var answer = await browser.PostAsync(
            "/api/access/sign-outs",
            body: null,
            (await browser.MeAsync()).AntiforgeryToken
        );

        answer.Headers.Location!.OriginalString.ShouldBe("/sign-in");
        browser.HasSession.ShouldBeFalse();
        (await IsTakenAsync(elsewhere)).ShouldBeTrue();
    }

    [Fact]
    public async Task Sessions_survive_a_restart()
    {
        var person = await port.HireAsync(Roles.Manager);
        var tokens = await port.SignInAsync(person);
        await port.RestartAsync();

        (await IsTakenAsync(tokens)).ShouldBeTrue();
    }

    [Fact]
    public async Task An_invalid_access_token_is_refused()
    {
        var tokens = await port.SignInAsync(await port.HireAsync(Roles.Manager));
        foreach (
            var token in (string[])
                [
                    "nonsense",
                    tokens.RefreshToken,
                    tokens.AccessToken[..^2],
                    $"{tokens.AccessToken[..40]}{(tokens.AccessToken[40] is 'A' ? 'B' : 'A')}{tokens.AccessToken[41..]}",
                ]
        )
        {
            (await IsTakenAsync(tokens with { AccessToken = token })).ShouldBeFalse(token);
        }

        await ShouldBeRefusedAsync(await port.RefreshAsync(tokens with { RefreshToken = tokens.AccessToken }));
        await ShouldBeRefusedAsync(await port.RefreshAsync(tokens with { RefreshToken = "nonsense" }));
        using var anonymous = port.Anonymous();
        (await anonymous.StatusAsync($"{Me}?access_token={tokens.AccessToken}")).ShouldBe(
            HttpStatusCode.Unauthorized,
            "addresses are logged"
        );
    }

    private static async Task OwnAsync(PortHost port, AccessTokens tokens, string what, object? body)
    {
        using var client = port.Bearing(tokens);
        using var answer = await client.PostAsync($"/api/access/me/{what}", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    private static async Task ByAdministratorAsync(PortHost port, Func<PortTrackerClient, Task> act) =>
        await act(await port.Users.AdministratorAsync());

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage refresh)
    {
        var problem = await refresh.ShouldBeProblemAsync(HttpStatusCode.Unauthorized);
        problem.Detail!.ShouldContain("sign in again");
    }

    private async Task<CookieBrowser> InBrowserAsync(Person person)
    {
        var browser = new CookieBrowser(port);
        await browser.SignInAsync(person);
        return browser;
    }

    private async Task<bool> IsTakenAsync(AccessTokens tokens)
    {
        using var client = port.Bearing(tokens);
        return await client.StatusAsync(Me) is HttpStatusCode.OK;
    }

    private static async Task<bool> IsTakenAsync(CookieBrowser browser)
    {
        using var answer = await browser.GetAsync(Me);
        return answer.StatusCode is HttpStatusCode.OK;
    }
}
