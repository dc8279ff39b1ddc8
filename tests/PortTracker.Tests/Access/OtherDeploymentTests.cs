using System.Net;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;

namespace PortTracker.Tests.Access;

public sealed class OtherDeploymentTests(TwoDeployments ports) : IClassFixture<TwoDeployments>
{
    private const string Me = "/api/access/me";

    [Fact]
    public async Task Tokens_of_another_deployment_are_refused()
    {
        var tokens = await ports.Elsewhere.SignInAsync(await ports.Elsewhere.HireAsync(Roles.Administrator));

        using var client = ports.Here.Bearing(tokens);
        (await client.StatusAsync(Me)).ShouldBe(HttpStatusCode.Unauthorized);
        (await ports.Here.RefreshAsync(tokens)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await ports.Elsewhere.RefreshAsync(tokens)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_cookie_of_another_deployment_is_refused()
    {
        using var theirs = new CookieBrowser(ports.Elsewhere);
        await theirs.SignInAsync(await ports.Elsewhere.HireAsync(Roles.Administrator));
        using var browser = new CookieBrowser(ports.Here);
        foreach (var (name, value) in theirs.Cookies)
        {
            browser.Take(name, value);
        }

        browser.HasSession.ShouldBeTrue();
        using var answer = await browser.GetAsync(Me);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_of_another_deployment_is_refused()
    {
        var administrator = await ports.Elsewhere.Users.AdministratorAsync();
        await administrator.Firms.PutAsync(new Firm { Uscc = TestUsers.Firm, Name = "A firm" });
        var key = await administrator.ApiKeys.CreateAsync(
            new CreateApiKeyRequest
            {
                Firm = TestUsers.Firm,
                Name = "dispatch system",
                Scopes = Scopes.All,
                Days = 1,
            }
        );

        // The key is known where it was made: it lacks the right, but is authenticated.
        using var there = ports.Elsewhere.Bearing(key.Secret);
        (await there.StatusAsync(Me)).ShouldBe(HttpStatusCode.Forbidden);
        using var here = ports.Here.Bearing(key.Secret);
        (await here.StatusAsync(Me)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_antiforgery_token_of_another_deployment_is_refused()
    {
        using var theirs = new CookieBrowser(ports.Elsewhere);
        await theirs.SignInAsync(await ports.Elsewhere.HireAsync(Roles.Manager));
        var token = (await theirs.MeAsync()).AntiforgeryToken;
        using var browser = new CookieBrowser(ports.Here);
        await browser.SignInAsync(await ports.Here.HireAsync(Roles.Manager));
        await browser.MeAsync();
        browser.Take("porttracker.antiforgery", theirs.Cookies["porttracker.antiforgery"]);

        using var answer = await browser.PostAsync("/api/access/me/sign-outs", body: null, token);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        (await browser.MeAsync()).ShouldNotBeNull();
    }
}
