using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;

namespace PortTracker.Tests.Access;

public sealed class AntiforgeryTests(PortHost port) : IClassFixture<PortHost>, IDisposable
{
    private const string Write = "/api/access/me/sign-outs";
    private readonly CookieBrowser browser = new(port);

    public void Dispose() => browser.Dispose();

    [Fact]
    public async Task A_request_with_the_antiforgery_token_succeeds()
    {
        var token = await SignInAsync();

        using var answer = await browser.PostAsync(Write, body: null, token);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task A_request_without_the_token_is_refused(string? token)
    {
        await SignInAsync();

        await ShouldWriteNothingAsync(token);
    }

    [Fact]
    public async Task A_request_without_the_token_cookie_is_refused()
    {
        var token = await SignInAsync();
        browser.Drop("porttracker.antiforgery");

        using var answer = await browser.PostAsync(Write, body: null, token);

        await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_service_requires_the_token()
    {
        await SignInAsync(Roles.Officer);

        using var answer = await browser.PostAsync(
            "/api/entry/arrivals",
            PortHost.Arrival(SomeVehicle.Green()),
            antiforgery: null
        );

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest))
            .Errors["x-Antiforgery"]
            .ShouldHaveSingleItem()
            .ShouldContain("/api/access/me");
    }

    [Fact]
    public async Task Every_write_requires_the_token_however_its_path_is_written()
    {
        await SignInAsync();
        var writes = port
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route =>
                route.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods
                && methods.HttpMethods.Contains(HttpMethods.Post)
                && route.Metadata.GetMetadata<IAllowAnonymous>() is null
            )
            .Select(route => PathOf(route.RoutePattern))
            .Distinct()
            .ToList();
        writes.Count.ShouldBeGreaterThan(35);

        foreach (var path in writes.SelectMany(path => (string[])[path, path.ToUpperInvariant()]))
        {
            using var answer = await browser.PostAsync(path, body: null, antiforgery: null);
            // 403 where the role may not do it either.
            ((int)answer.StatusCode).ShouldBeOneOf([400, 403], path);
        }

        using var still = await browser.GetAsync("/api/access/me");
        still.StatusCode.ShouldBe(HttpStatusCode.OK, "a write was carried out");

        static string PathOf(RoutePattern pattern) =>
            "/"
            + string.Join(
                '/',
                pattern.PathSegments.Select(segment =>
                    string.Concat(
                        segment.Parts.Select(part =>
                            part is RoutePatternLiteralPart literal ? literal.Content : Guid.Empty.ToString()
                        )
                    )
                )
            );
    }

    [Fact]
    public async Task The_token_of_another_user_is_refused()
    {
        using var another = new CookieBrowser(port);
        await another.SignInAsync(await port.HireAsync(Roles.Manager));
        var theirs = (await another.MeAsync()).AntiforgeryToken;
        await SignInAsync();

        await ShouldWriteNothingAsync(theirs);

        // Not even with its cookie.
        browser.Take("porttracker.antiforgery", another.Cookies["porttracker.antiforgery"]);
        await ShouldWriteNothingAsync(theirs);
    }

    [Fact]
    public async Task The_token_of_an_earlier_session_is_refused_for_the_next_user_of_the_browser()
    {
        var earlier = await SignInAsync();
        // The browser is closed without signing out.
        browser.Drop("porttracker");
        await SignInAsync();

        await ShouldWriteNothingAsync(earlier);
    }

    [Fact]
    public async Task A_token_expires_with_its_session()
    {
        var person = await port.HireAsync(Roles.Manager);
        await browser.SignInAsync(person);
        var earlier = (await browser.MeAsync()).AntiforgeryToken;
        using var out_ = await browser.PostAsync("/api/access/sign-outs", body: null, earlier);

        using var replayed = await browser.PostAsync(Write, body: null, earlier);
        replayed.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        await browser.SignInAsync(person);
        await browser.MeAsync();
        await ShouldWriteNothingAsync(earlier);
    }

    [Fact]
    public async Task The_token_of_a_session_ended_elsewhere_is_refused_in_the_next()
    {
        var person = await port.HireAsync(Roles.Manager);
        await browser.SignInAsync(person);
        var earlier = (await browser.MeAsync()).AntiforgeryToken;
        await (await port.Users.AdministratorAsync()).Users.SignOutAsync(person.Id, "Lost");
        browser.Drop("porttracker");

        await browser.SignInAsync(person);
        await browser.MeAsync();

        await ShouldWriteNothingAsync(earlier);
    }

    [Fact]
    public async Task Bearer_requests_need_no_token()
    {
        using var client = port.Bearing(await port.SignInAsync(await port.HireAsync(Roles.Manager)));

        using var answer = await client.PostAsync(Write);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_form_on_another_site_cannot_sign_anyone_in()
    {
        var person = await port.HireAsync(Roles.Manager);
        using var client = new HttpClient(port.Handler()) { BaseAddress = new Uri("http://localhost") };
        using var form = new FormUrlEncodedContent([
            new("userName", person.UserName),
            new("password", person.Password),
            new("returnUrl", "/"),
        ]);

        using var answer = await client.PostAsync(new Uri("/api/access/sessions", UriKind.Relative), form);

        answer.Headers.Location!.OriginalString.ShouldStartWith("/sign-in?reason=again");
        answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    private async Task<string> SignInAsync(string role = Roles.Manager)
    {
        await browser.SignInAsync(await port.HireAsync(role));
        return (await browser.MeAsync()).AntiforgeryToken.ShouldNotBeNull();
    }

    private async Task ShouldWriteNothingAsync(string? token)
    {
        using var answer = await browser.PostAsync(Write, body: null, token);
        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Errors.ShouldContainKey("x-Antiforgery");
        using var still = await browser.GetAsync("/api/access/me");
        still.StatusCode.ShouldBe(HttpStatusCode.OK, "the session would have ended");
    }
}
