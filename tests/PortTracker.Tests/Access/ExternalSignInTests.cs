using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;

namespace PortTracker.Tests.Access;

/// <summary>Who gets an account, and with which rights.</summary>
public sealed class ExternalSignInTests : IClassFixture<PortWithProvider>, IDisposable
{
    private readonly ExternalUser user;
    private readonly PortHost port;
    private readonly FakeProvider provider;
    private readonly CookieBrowser browser;

    public ExternalSignInTests(PortWithProvider fixture)
    {
        user = new ExternalUser(fixture);
        (port, provider, browser) = (fixture.Port, fixture.Provider, user.Browser);
    }

    public void Dispose() => user.Dispose();

    [Fact]
    public async Task The_sign_in_page_shows_the_provider_name()
    {
        using var answer = await browser.GetAsync($"{ExternalUser.Route}/provider");

        (await answer.ReadAsync<ExternalProvider>()).DisplayName.ShouldBe("Customs ID");
    }

    [Fact]
    public async Task First_sign_in_creates_an_account_with_the_rights_of_the_claims()
    {
        provider.Sends(
            user.Subject,
            "li.wei",
            ("groups", ["everyone", PortWithProvider.Officers, "choir"]),
            ("ports", [PortHost.Port]),
            ("stages", [ServiceNames.Entry, ServiceNames.Clearance])
        );

        using var page = await browser.GoAsync($"{ExternalUser.Route}?returnUrl=/board/{PortHost.Port}");

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        browser.Visited[^1].PathAndQuery.ShouldBe($"/board/{PortHost.Port}");
        var me = await browser.MeAsync();
        me.UserName.ShouldBe("li.wei");
        me.Roles.ShouldBe([Roles.Officer]);
        me.Ports.ShouldBe([PortHost.Port]);
        me.Stages.ShouldBe([ServiceNames.Entry, ServiceNames.Clearance], ignoreOrder: true);
        me.RequiredAction.ShouldBeNull();
        var account = await port.LookUpAsync(me.Id);
        account.DisplayName.ShouldBe("li.wei of the customs");
        account.IsExternal.ShouldBeTrue();
        account.MustChangePassword.ShouldBeFalse();
        account.SignedInAt.ShouldBe(port.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_firm_user_belongs_to_the_firm_named_by_the_provider()
    {
        await (await port.Users.AdministratorAsync()).Firms.PutAsync(
            new Firm { Uscc = TestUsers.Firm, Name = "A firm" }
        );

        var me = await user.SignInAsync("dispatcher", ("groups", ["firms"]), ("firm", [TestUsers.Firm]));

        me.Roles.ShouldBe([Roles.Operator]);
        me.Firm.ShouldBe(TestUsers.Firm);
    }

    [Fact]
    public async Task Claims_can_come_from_the_user_info_endpoint()
    {
        provider.MoreClaims["groups"] = (string[])["managers"];

        (await user.SignInAsync("informed")).Roles.ShouldBe([Roles.Manager]);
    }

    public static TheoryData<string, (string, string[])[]> Unfit { get; } =
        new()
        {
            { "contains no role", [] },
            { "contains no role", [("groups", ["choir", "Managers"])] },
            { "at which ports", [("groups", ["trainees"]), ("stages", ["entry"])] },
            { "at which stages", [("groups", ["trainees"]), ("ports", ["*"])] },
            { "no stage &#x27;gate&#x27;", [("groups", ["trainees"]), ("ports", ["*"]), ("stages", ["gate"])] },
            { "&lt;b&gt;", [("groups", ["trainees"]), ("ports", ["<b>ATLANTIS</b>"]), ("stages", ["entry"])] },
            { "no other role", [("groups", ["firms", "managers"]), ("firm", [TestUsers.Firm])] },
            { "belongs to a firm", [("groups", ["firms"])] },
            { "belongs to a firm", [("groups", ["managers"]), ("firm", [TestUsers.Firm])] },
            { "Add it first", [("groups", ["firms"]), ("firm", ["91350100M000100Y43"])] },
            { "Firm", [("groups", ["firms"]), ("firm", [TestUsers.Firm, "91350100M000100Y43"])] },
        };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Unfit))]
    public async Task Claims_without_rights_create_no_account(string why, (string, string[])[] claims)
    {
        provider.Sends(user.Subject, "unfit", claims);

        using var page = await browser.GoAsync(ExternalUser.Route);

        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var text = await page.Content.ReadAsStringAsync();
        text.ShouldContain("Ask the administrator");
        text.ShouldContain(why);
        text.ShouldNotContain("<b>");
        browser.HasSession.ShouldBeFalse();
        (await user.AccountsAsync("unfit")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("li+wei <li@example.org>", "liweili@example.org")]
    [InlineData("李伟", "external")]
    public async Task An_invalid_user_name_is_converted(string theirs, string ours) =>
        (await user.SignInAsync(theirs, ExternalUser.OfficerClaims)).UserName.ShouldStartWith(ours);

    [Fact]
    public async Task Long_names_are_shortened()
    {
        provider.Sends(user.Subject, new string('n', 300), ExternalUser.OfficerClaims);

        using var page = await browser.GoAsync(ExternalUser.Route);

        var me = await browser.MeAsync();
        me.UserName.Length.ShouldBeInRange(50, 64);
        (await port.LookUpAsync(me.Id)).DisplayName.Length.ShouldBe(100);
    }
}
