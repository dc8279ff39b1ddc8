using System.Net;

namespace PortTracker.Tests.Access;

/// <summary>Two ports that know nothing of each other, with an account of the same name and password each.</summary>
public sealed class TwoPorts : IAsyncLifetime
{
    internal PortHost Here { get; } = new();

    internal PortHost Elsewhere { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Here.InitializeAsync();
        await Elsewhere.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Here.DisposeAsync();
        await Elsewhere.DisposeAsync();
    }
}

public sealed class OtherDeploymentTests(TwoPorts ports) : IClassFixture<TwoPorts>
{
    private const string Me = "/api/access/me";

    [Fact]
    public async Task Tokens_of_another_deployment_open_nothing()
    {
        var tokens = await ports.Elsewhere.SignInAsync(await ports.Elsewhere.HireAsync(Roles.Administrator));

        using var client = ports.Here.Bearing(tokens);
        (await client.StatusAsync(Me)).ShouldBe(HttpStatusCode.Unauthorized);
        (await ports.Here.RefreshAsync(tokens)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ports.Elsewhere.RefreshAsync(tokens)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_of_another_deployment_opens_nothing()
    {
        using var theirs = new Browser(ports.Elsewhere);
        await theirs.SignInAsync(await ports.Elsewhere.HireAsync(Roles.Administrator));
        using var browser = new Browser(ports.Here);
        foreach (var (name, value) in theirs.Cookies)
        {
            browser.Take(name, value);
        }

        browser.HasSession.ShouldBeTrue();
        using var answer = await browser.GetAsync(Me);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_of_another_deployment_opens_nothing()
    {
        var administrator = await ports.Elsewhere.Users.AdministratorAsync();
        await administrator.PutFirmAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });
        var key = await administrator.MakeKeyAsync(
            new NewApiKey
            {
                Firm = TestUsers.Firm,
                Name = "dispatch system",
                Scopes = Scopes.All,
                Days = 1,
            }
        );

        // Known where it was made: it may not look, but one knows who asks.
        using var there = ports.Elsewhere.Bearing(key.Secret);
        (await there.StatusAsync(Me)).ShouldBe(HttpStatusCode.Forbidden);
        using var here = ports.Here.Bearing(key.Secret);
        (await here.StatusAsync(Me)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_antiforgery_token_of_another_deployment_is_none()
    {
        using var theirs = new Browser(ports.Elsewhere);
        await theirs.SignInAsync(await ports.Elsewhere.HireAsync(Roles.Manager));
        var token = (await theirs.MeAsync()).AntiforgeryToken;
        using var browser = new Browser(ports.Here);
        await browser.SignInAsync(await ports.Here.HireAsync(Roles.Manager));
        await browser.MeAsync();
        browser.Take("porttracker.antiforgery", theirs.Cookies["porttracker.antiforgery"]);

        using var answer = await browser.PostAsync("/api/access/me/sign-outs", body: null, token);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        (await browser.MeAsync()).ShouldNotBeNull();
    }
}
