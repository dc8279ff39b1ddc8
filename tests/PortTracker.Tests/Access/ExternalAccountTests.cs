using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Audit;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Access;

/// <summary>Accounts and sessions of users whom the provider vouches for.</summary>
public sealed class ExternalAccountTests : IClassFixture<PortWithProvider>, IDisposable
{
    private readonly ExternalUser user;
    private readonly PortHost port;
    private readonly FakeProvider provider;
    private readonly CookieBrowser browser;

    public ExternalAccountTests(PortWithProvider fixture)
    {
        user = new ExternalUser(fixture);
        (port, provider, browser) = (fixture.Port, fixture.Provider, user.Browser);
    }

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task A_later_sign_in_keeps_the_account_and_updates_its_rights()
    {
        var first = await user.SignInAsync("promoted", ExternalUser.OfficerClaims);
        using var later = new CookieBrowser(port);

        var second = await user.SignInAsync("renamed", later, ("groups", ["managers"]));

        second.Id.ShouldBe(first.Id);
        second.UserName.ShouldBe("promoted");
        second.Roles.ShouldBe([Roles.Manager]);
        second.Ports.ShouldBeEmpty();
        (await port.LookUpAsync(first.Id)).Roles.ShouldBe([Roles.Manager]);
        (await ExternalUser.HasNoSessionAsync(browser)).ShouldBeTrue("it was of an officer");
    }

    [Fact]
    public async Task Unchanged_claims_keep_sessions_alive()
    {
        await user.SignInAsync("steady", ("groups", ["managers", "trainees"]), ("ports", ["*"]), ("stages", ["entry"]));
        using var elsewhere = new CookieBrowser(port);

        await user.SignInAsync(
            "steady",
            elsewhere,
            ("groups", ["trainees", "managers"]),
            ("ports", ["*"]),
            ("stages", ["entry"])
        );

        (await ExternalUser.HasNoSessionAsync(browser)).ShouldBeFalse();
    }

    [Fact]
    public async Task Sessions_end_when_the_claims_lose_all_rights()
    {
        await user.SignInAsync("dismissed", ExternalUser.OfficerClaims);
        using var later = new CookieBrowser(port);
        provider.Sends(user.Subject, "dismissed", ("groups", ["choir"]));

        using var page = await later.GoAsync(ExternalUser.Route);

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await ExternalUser.HasNoSessionAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_locked_account_cannot_sign_in_externally()
    {
        var me = await user.SignInAsync("locked", ExternalUser.OfficerClaims);
        var administrator = await port.Users.AdministratorAsync();
        await administrator.Users.LockAsync(me.Id, "Under investigation");
        using var later = new CookieBrowser(port);

        using var page = await later.GoAsync(ExternalUser.Route);

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await page.Content.ReadAsStringAsync()).ShouldContain("locked");
        later.HasSession.ShouldBeFalse();
        (await ExternalUser.HasNoSessionAsync(browser)).ShouldBeTrue();
        await administrator.Users.UnlockAsync(me.Id, "Innocent");
        (await user.SignInAsync("locked", later, ExternalUser.OfficerClaims)).Id.ShouldBe(me.Id);
    }

    [Fact]
    public async Task Use_does_not_extend_an_external_session()
    {
        await user.SignInAsync("untiring", ExternalUser.OfficerClaims);

        port.Time.Advance(TimeSpan.FromHours(7));
        (await ExternalUser.HasNoSessionAsync(browser)).ShouldBeFalse();
        port.Time.Advance(TimeSpan.FromHours(6));
        (await ExternalUser.HasNoSessionAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task Password_second_factor_and_rights_of_an_external_account_cannot_be_changed_here()
    {
        var me = await user.SignInAsync("external", ExternalUser.OfficerClaims);
        var account = await port.LookUpAsync(me.Id);
        using var administrator = port.As("administrator", Roles.Administrator);
        var rights = new RightsChangeRequest
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
                new PasswordChangeRequest { Current = "x", New = "another password" },
                me.AntiforgeryToken
            ),
            await browser.PostAsync(
                "/api/access/me/two-factor/removals",
                new TwoFactorRemovalRequest { Password = "x", Code = "123456" },
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
    public async Task Password_guesses_do_not_lock_an_account_without_a_password()
    {
        var me = await user.SignInAsync("guessed", ExternalUser.OfficerClaims);
        for (var guess = 0; guess < 5; guess++)
        {
            (await port.TrySignInAsync(me.UserName, "guess")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        using var later = new CookieBrowser(port);
        (await user.SignInAsync("guessed", later, ExternalUser.OfficerClaims)).Id.ShouldBe(me.Id);
    }

    [Fact]
    public async Task Each_sign_in_and_its_changes_are_audited()
    {
        var me = await user.SignInAsync("watched", ("groups", ["managers"]));
        using var later = new CookieBrowser(port);
        await user.SignInAsync("watched", later, ExternalUser.OfficerClaims);

        var rows = await port.AuditAsync(ServiceNames.Access, $"subject={me.Id}&action=access/external/callback");

        var changes = rows.Select(row => AuditDetails.Of(row)!.After!.Value.GetRawText()).ToList();
        changes.Count.ShouldBe(2);
        changes[0].ShouldContain(Roles.Manager);
        changes[1].ShouldContain(Roles.Officer);
    }

    [Fact]
    public async Task Concurrent_first_sign_ins_create_one_account()
    {
        using var other = new CookieBrowser(port);

        var both = await Task.WhenAll(
            user.SignInAsync("twice", browser, ExternalUser.OfficerClaims),
            user.SignInAsync("twice", other, ExternalUser.OfficerClaims)
        );

        both[0].Id.ShouldBe(both[1].Id);
        (await user.AccountsAsync("twice")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_local_account_is_not_taken_over_by_name()
    {
        var person = await port.HireAsync(Roles.Manager);

        var me = await user.SignInAsync(person.UserName, ExternalUser.OfficerClaims);

        me.Id.ShouldNotBe(person.Id);
        me.UserName.ShouldBe($"{person.UserName}-2");
        (await port.LookUpAsync(person.Id)).Roles.ShouldBe([Roles.Manager]);
        await port.SignInAsync(person);
    }
}
