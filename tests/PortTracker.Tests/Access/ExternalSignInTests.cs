using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Client;

namespace PortTracker.Tests.Access;

/// <summary>A port that trusts a provider, whose groups stand for roles.</summary>
public sealed class PortWithProvider : IAsyncLifetime
{
    internal const string Officers = "khorgos-officers";

    internal FakeProvider Provider { get; private set; } = null!;

    internal PortHost Port { get; } = new();

    internal Browser Browser() => new(Port);

    public async ValueTask InitializeAsync()
    {
        Provider = await FakeProvider.StartAsync();
        foreach (var (key, value) in Provider.Settings)
        {
            Port.Settings[key] = value;
        }

        Port.Settings["Access:OpenIdConnect:Claims:Roles"] = "groups";
        Port.Settings["Access:OpenIdConnect:Roles:officer:0"] = Officers;
        Port.Settings["Access:OpenIdConnect:Roles:officer:1"] = "trainees";
        Port.Settings["Access:OpenIdConnect:Roles:manager:0"] = "managers";
        Port.Settings["Access:OpenIdConnect:Roles:operator:0"] = "firms";
        Port.Settings["Access:OpenIdConnect:Roles:administrator:0"] = "administrators";
        await Port.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Port.DisposeAsync();
        await Provider.DisposeAsync();
    }
}

public sealed class ExternalSignInTests : IClassFixture<PortWithProvider>, IDisposable
{
    private const string Begin = "/api/access/external";
    private static int serial;
    private readonly PortHost port;
    private readonly FakeProvider provider;
    private readonly Browser browser;
    private readonly string subject = $"subject-{Interlocked.Increment(ref serial)}";

    public ExternalSignInTests(PortWithProvider fixture)
    {
        (port, provider, browser) = (fixture.Port, fixture.Provider, fixture.Browser());
        (provider.Distort, provider.OtherKey, provider.Error) = (_ => { }, null, null);
        provider.MoreClaims.Clear();
        provider.Asked.Clear();
    }

    private static (string, string[])[] OfAnOfficer =>
        [("groups", [PortWithProvider.Officers]), ("ports", [PortHost.Port]), ("stages", [ServiceNames.Entry])];

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task The_sign_in_page_learns_what_the_provider_is_called()
    {
        using var answer = await browser.GetAsync($"{Begin}/provider");

        (await answer.ReadAsync<ExternalProvider>()).DisplayName.ShouldBe("Customs ID");
    }

    [Fact]
    public async Task Who_comes_for_the_first_time_gets_an_account_with_the_rights_that_the_claims_give()
    {
        provider.Sends(
            subject,
            "li.wei",
            ("groups", ["everyone", PortWithProvider.Officers, "choir"]),
            ("ports", [PortHost.Port]),
            ("stages", [ServiceNames.Entry, ServiceNames.Clearance])
        );

        using var page = await browser.GoAsync($"{Begin}?returnUrl=/board/{PortHost.Port}");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.Visited[^1].PathAndQuery.ShouldBe($"/board/{PortHost.Port}");
        var me = await browser.MeAsync();
        me.UserName.ShouldBe("li.wei");
        me.Roles.ShouldBe([Roles.Officer]);
        me.Ports.ShouldBe([PortHost.Port]);
        me.Stages.ShouldBe([ServiceNames.Entry, ServiceNames.Clearance], ignoreOrder: true);
        me.Duty.ShouldBeNull();
        var account = await port.LookUpAsync(me.Id);
        account.DisplayName.ShouldBe("li.wei of the customs");
        account.IsExternal.ShouldBeTrue();
        account.MustChangePassword.ShouldBeFalse();
        account.SignedInAt.ShouldBe(port.Time.GetUtcNow());
    }

    [Fact]
    public async Task The_provider_is_asked_for_a_code_with_PKCE_that_comes_back_to_the_port()
    {
        await ComesAsync("asker", OfAnOfficer);

        var asked = provider.Asked.ShouldHaveSingleItem();
        asked["redirect_uri"].ToString().ShouldBe("http://localhost/api/access/external/callback");
        asked["response_type"].ToString().ShouldBe("code");
        asked["code_challenge"].ToString().ShouldNotBeEmpty();
        asked["scope"].ToString().ShouldBe("openid profile");
    }

    [Fact]
    public async Task The_cookies_that_wait_for_the_answer_go_with_no_request_within_other_sites()
    {
        using var answer = await browser.GetAsync(Begin);

        var waiting = answer.Headers.GetValues("Set-Cookie").ToList();
        waiting.Count.ShouldBe(2);
        waiting.ShouldAllBe(cookie => cookie.Contains("samesite=lax") && cookie.Contains("httponly"));
    }

    [Fact]
    public async Task Who_comes_again_has_the_same_account_and_the_rights_that_the_claims_give_now()
    {
        var first = await ComesAsync("promoted", OfAnOfficer);
        using var later = new Browser(port);

        var second = await ComesAsync("renamed", later, ("groups", ["managers"]));

        second.Id.ShouldBe(first.Id);
        second.UserName.ShouldBe("promoted");
        second.Roles.ShouldBe([Roles.Manager]);
        second.Ports.ShouldBeEmpty();
        (await port.LookUpAsync(first.Id)).Roles.ShouldBe([Roles.Manager]);
        (await EndedAsync(browser)).ShouldBeTrue("it was of an officer");
    }

    [Fact]
    public async Task Sessions_go_on_when_the_claims_are_what_they_were()
    {
        await ComesAsync("steady", ("groups", ["managers", "trainees"]), ("ports", ["*"]), ("stages", ["entry"]));
        using var elsewhere = new Browser(port);

        await ComesAsync(
            "steady",
            elsewhere,
            ("groups", ["trainees", "managers"]),
            ("ports", ["*"]),
            ("stages", ["entry"])
        );

        (await EndedAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_user_of_a_firm_belongs_to_the_firm_that_the_provider_names()
    {
        await (await port.Users.AdministratorAsync()).PutFirmAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });

        var me = await ComesAsync("dispatcher", ("groups", ["firms"]), ("firm", [TestUsers.Firm]));

        me.Roles.ShouldBe([Roles.Operator]);
        me.Firm.ShouldBe(TestUsers.Firm);
    }

    [Fact]
    public async Task Claims_may_come_with_the_user_information()
    {
        provider.MoreClaims["groups"] = (string[])["managers"];

        (await ComesAsync("informed")).Roles.ShouldBe([Roles.Manager]);
    }

    public static TheoryData<string, (string, string[])[]> Unfit { get; } =
        new()
        {
            { "none of the roles", [] },
            { "none of the roles", [("groups", ["choir", "Managers"])] },
            { "at which ports", [("groups", ["trainees"]), ("stages", ["entry"])] },
            { "at which stages", [("groups", ["trainees"]), ("ports", ["*"])] },
            { "no stage &#x27;gate&#x27;", [("groups", ["trainees"]), ("ports", ["*"]), ("stages", ["gate"])] },
            { "&lt;b&gt;", [("groups", ["trainees"]), ("ports", ["<b>ATLANTIS</b>"]), ("stages", ["entry"])] },
            { "no other role", [("groups", ["firms", "managers"]), ("firm", [TestUsers.Firm])] },
            { "belongs to a firm", [("groups", ["firms"])] },
            { "belongs to a firm", [("groups", ["managers"]), ("firm", [TestUsers.Firm])] },
            { "add it first", [("groups", ["firms"]), ("firm", ["91350100M000100Y43"])] },
            { "Firm", [("groups", ["firms"]), ("firm", [TestUsers.Firm, "91350100M000100Y43"])] },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Unfit))]
    public async Task Claims_that_give_no_rights_make_no_account(string why, (string, string[])[] claims)
    {
        provider.Sends(subject, "unfit", claims);

        using var page = await browser.GoAsync(Begin);

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var text = await page.Content.ReadAsStringAsync();
        text.ShouldContain("Tell the administrator");
        text.ShouldContain(why);
        text.ShouldNotContain("<b>");
        browser.HasSession.ShouldBeFalse();
        (await UsersAsync("unfit")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sessions_end_when_the_claims_give_no_rights_any_more()
    {
        await ComesAsync("dismissed", OfAnOfficer);
        using var later = new Browser(port);
        provider.Sends(subject, "dismissed", ("groups", ["choir"]));

        using var page = await later.GoAsync(Begin);

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await EndedAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_locked_here_stays_out()
    {
        var me = await ComesAsync("locked", OfAnOfficer);
        var administrator = await port.Users.AdministratorAsync();
        await administrator.LockUserAsync(me.Id, "Under investigation");
        using var later = new Browser(port);

        using var page = await later.GoAsync(Begin);

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await page.Content.ReadAsStringAsync()).ShouldContain("locked");
        later.HasSession.ShouldBeFalse();
        (await EndedAsync(browser)).ShouldBeTrue();
        await administrator.UnlockUserAsync(me.Id, "Innocent");
        (await ComesAsync("locked", later, OfAnOfficer)).Id.ShouldBe(me.Id);
    }

    [Fact]
    public async Task An_account_made_by_hand_is_nobody_else_s_for_its_name()
    {
        var person = await port.HireAsync(Roles.Manager);

        var me = await ComesAsync(person.UserName, OfAnOfficer);

        me.Id.ShouldNotBe(person.Id);
        me.UserName.ShouldBe($"{person.UserName}-2");
        (await port.LookUpAsync(person.Id)).Roles.ShouldBe([Roles.Manager]);
        await port.SignInAsync(person);
    }

    [Theory]
    [InlineData("li+wei <li@example.org>", "liweili@example.org")]
    [InlineData("李伟", "external")]
    public async Task A_name_that_cannot_be_one_here_becomes_one(string theirs, string ours) =>
        (await ComesAsync(theirs, OfAnOfficer)).UserName.ShouldStartWith(ours);

    [Fact]
    public async Task Names_of_any_length_find_room()
    {
        provider.Sends(subject, new string('n', 300), OfAnOfficer);

        using var page = await browser.GoAsync(Begin);

        var me = await browser.MeAsync();
        me.UserName.Length.ShouldBeInRange(50, 64);
        (await port.LookUpAsync(me.Id)).DisplayName.Length.ShouldBe(100);
    }

    [Fact]
    public async Task Two_first_sign_ins_at_once_make_one_account()
    {
        using var other = new Browser(port);

        var both = await Task.WhenAll(
            ComesAsync("twice", browser, OfAnOfficer),
            ComesAsync("twice", other, OfAnOfficer)
        );

        both[0].Id.ShouldBe(both[1].Id);
        (await UsersAsync("twice")).ShouldHaveSingleItem();
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
    public async Task A_token_that_proves_nothing_lets_nobody_in(string how, Action<Dictionary<string, object>> distort)
    {
        provider.Sends(subject, "forger", OfAnOfficer);
        provider.Distort = distort;

        using var page = await browser.GoAsync(Begin);

        page.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, how);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Customs ID was not completed: begin it again");
        browser.HasSession.ShouldBeFalse(how);
        (await UsersAsync("forger")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_that_another_signed_lets_nobody_in()
    {
        using var theirs = RSA.Create(2048);
        provider.Sends(subject, "forger", OfAnOfficer);
        provider.OtherKey = theirs;

        using var page = await browser.GoAsync(Begin);

        page.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        browser.HasSession.ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_to_another_browser_s_question_lets_nobody_in()
    {
        provider.Sends(subject, "victim", OfAnOfficer);
        var answer = await AnswerOfTheProviderAsync(browser);
        using var another = new Browser(port);

        using var refused = await another.GetAsync(answer.PathAndQuery);

        (await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized)).Detail!.ShouldContain("begin it again");
        another.HasSession.ShouldBeFalse();
        using var taken = await browser.GetAsync(answer.PathAndQuery);
        browser.HasSession.ShouldBeTrue("the right one has the right state");
    }

    [Fact]
    public async Task An_answer_is_taken_once()
    {
        provider.Sends(subject, "once", OfAnOfficer);
        var answer = await AnswerOfTheProviderAsync(browser);
        using var taken = await browser.GetAsync(answer.PathAndQuery);

        using var again = await browser.GetAsync(answer.PathAndQuery);

        taken.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_answer_without_a_question_lets_nobody_in()
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
    public async Task Nobody_is_sent_to_another_site_afterwards(string elsewhere)
    {
        provider.Sends(subject, "lured", OfAnOfficer);

        using var page = await browser.GoAsync($"{Begin}?returnUrl={Uri.EscapeDataString(elsewhere)}");

        browser.Visited[^1].ShouldBe(new Uri("http://localhost/"));
        browser.HasSession.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_changes_the_mind_at_the_provider_is_back_at_the_sign_in_page()
    {
        provider.Sends(subject, "undecided", OfAnOfficer);
        provider.Error = "access_denied";

        using var page = await browser.GoAsync($"{Begin}?returnUrl=/board/{PortHost.Port}");

        browser.Visited[^1].PathAndQuery.ShouldBe($"/sign-in?returnUrl=%2Fboard%2F{PortHost.Port}");
        browser.HasSession.ShouldBeFalse();
    }

    [Fact]
    public async Task The_session_is_not_longer_for_being_used()
    {
        await ComesAsync("untiring", OfAnOfficer);

        port.Time.Advance(TimeSpan.FromHours(7));
        (await EndedAsync(browser)).ShouldBeFalse();
        port.Time.Advance(TimeSpan.FromHours(6));
        (await EndedAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Password_second_factor_and_rights_of_an_external_account_are_the_provider_s_business()
    {
        var me = await ComesAsync("external", OfAnOfficer);
        var account = await port.LookUpAsync(me.Id);
        using var administrator = port.As("administrator", Roles.Administrator);
        var rights = new RightsChange
        {
            DisplayName = "x",
            Roles = [Roles.Administrator],
            Version = account.Version,
            Reason = "x",
        };
        HttpResponseMessage[] refused =
        [
            await administrator.PostAsync($"/api/access/users/{me.Id}/rights", rights),
            await administrator.PostAsync($"/api/access/users/{me.Id}/password-resets", AccessSteps.Because()),
            await browser.PostAsync("/api/access/me/two-factor", body: null, me.AntiforgeryToken),
            await browser.PostAsync(
                "/api/access/me/password",
                new PasswordChange { Current = "x", New = "another password" },
                me.AntiforgeryToken
            ),
        ];

        foreach (var answer in refused)
        {
            (await answer.ShouldBeProblemAsync(HttpStatusCode.Conflict)).Detail!.ShouldContain("provider");
        }

        (await port.LookUpAsync(me.Id)).ShouldBeEquivalentTo(account);
        (await port.TrySignInAsync(me.UserName, "")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await port.TrySignInAsync(me.UserName, "x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Guesses_at_a_password_that_there_is_not_lock_nobody_out()
    {
        var me = await ComesAsync("guessed", OfAnOfficer);
        for (var guess = 0; guess < 6; guess++)
        {
            (await port.TrySignInAsync(me.UserName, "guess")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var later = new Browser(port);
        (await ComesAsync("guessed", later, OfAnOfficer)).Id.ShouldBe(me.Id);
    }

    [Fact]
    public async Task Each_sign_in_and_what_it_changed_is_on_the_audit_trail()
    {
        var me = await ComesAsync("watched", ("groups", ["managers"]));
        using var later = new Browser(port);
        await ComesAsync("watched", later, OfAnOfficer);

        var rows = await port.AuditAsync(ServiceNames.Access, $"subject={me.Id}&action=access/external/callback");

        var changes = rows.Select(row => AuditDetails.Of(row)!.After!.Value.GetRawText()).ToList();
        changes.Count.ShouldBe(2);
        changes[0].ShouldContain(Roles.Manager);
        changes[1].ShouldContain(Roles.Officer);
    }

    /// <summary>Signs the subject in at the provider with these claims. Returns who that is here.</summary>
    private Task<Me> ComesAsync(string name, params (string, string[])[] claims) => ComesAsync(name, browser, claims);

    private async Task<Me> ComesAsync(string name, Browser by, params (string, string[])[] claims)
    {
        provider.Sends(subject, name, claims);
        using var page = await by.GoAsync(Begin);
        by.Visited[^1].AbsolutePath.ShouldBe("/");
        return await by.MeAsync();
    }

    /// <summary>The address to which the provider sends the browser back, before it goes there.</summary>
    private static async Task<Uri> AnswerOfTheProviderAsync(Browser browser)
    {
        using var toProvider = await browser.GetAsync(Begin);
        using var back = await browser.GetAsync(toProvider.Headers.Location!.AbsoluteUri);
        return back.Headers.Location!;
    }

    private static async Task<bool> EndedAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/api/access/me");
        return answer.StatusCode is HttpStatusCode.Unauthorized;
    }

    private async Task<List<User>> UsersAsync(string search) =>
        await (await port.Users.AdministratorAsync()).UsersAsync(search).ToListAsync();
}

/// <summary>How a port is set up, and with whom.</summary>
public sealed class ExternalProviderTests
{
    [Fact]
    public async Task Without_a_provider_there_is_nothing_of_it()
    {
        await using var port = new PortHost();
        await port.InitializeAsync();
        using var browser = new Browser(port);

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
    public async Task Without_a_map_the_provider_names_our_roles_and_the_second_factor_is_its_business()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider, ("Access:TwoFactorForAdministrators", "true"));
        using var browser = new Browser(port);
        provider.Sends("1", "chief", ("roles", [Roles.Administrator, "offline_access"]));

        using var page = await browser.GoAsync("/api/access/external");

        var me = await browser.MeAsync();
        me.Roles.ShouldBe([Roles.Administrator]);
        me.Duty.ShouldBeNull();
    }

    [Fact]
    public async Task The_last_administrator_with_a_password_stays_whomever_the_provider_makes_one()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider);
        using var browser = new Browser(port);
        provider.Sends("1", "chief", ("roles", [Roles.Administrator]));
        using var page = await browser.GoAsync("/api/access/external");
        var me = await browser.MeAsync();
        var byHand = await port.Users.AdministratorAsync();

        using var refused = await browser.PostAsync(
            $"/api/access/users/{(await byHand.MeAsync()).Id}/locks",
            AccessSteps.Because(),
            me.AntiforgeryToken
        );

        (await refused.ShouldBeProblemAsync(HttpStatusCode.Conflict)).Detail!.ShouldContain("last administrator");
        (await byHand.LockUserAsync(me.Id, "Away")).IsLocked.ShouldBeTrue();
    }

    [Fact]
    public async Task Another_provider_s_people_are_others_even_with_the_same_subject()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var another = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider);
        using var browser = new Browser(port);
        provider.Sends("1", "chief", ("roles", [Roles.Administrator]));
        using var page = await browser.GoAsync("/api/access/external");
        var first = await browser.MeAsync();

        port.Settings["Access:OpenIdConnect:Authority"] = another.Address;
        port.Settings["Access:OpenIdConnect:ClientSecret"] = another.Settings["Access:OpenIdConnect:ClientSecret"];
        await port.RestartAsync();
        using var later = new Browser(port);
        another.Sends("1", "chief", ("roles", [Roles.Manager]));
        using var laterPage = await later.GoAsync("/api/access/external");

        (await later.MeAsync()).Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task A_provider_that_is_away_is_told()
    {
        var provider = await FakeProvider.StartAsync();
        await using var port = await TrustAsync(provider);
        await provider.DisposeAsync();
        using var browser = new Browser(port);

        using var answer = await browser.GetAsync("/api/access/external");

        (await answer.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable)).Detail!.ShouldContain("Customs ID");
    }

    [Theory]
    [InlineData("Authority", "http://id.example.org")]
    [InlineData("Authority", "id.example.org")]
    [InlineData("ClientId", "")]
    [InlineData("ClientSecret", "")]
    public void A_provider_that_cannot_be_trusted_is_told_at_the_start(string key, string value)
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
    public void A_map_to_roles_that_there_are_not_is_told_at_the_start()
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
