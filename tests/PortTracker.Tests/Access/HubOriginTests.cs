using System.Net;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Board;

namespace PortTracker.Tests.Access;

public sealed class HubOriginTests : IAsyncLifetime
{
    private readonly PortHost port = new() { Settings = { ["Hub:Origins"] = "https://hall.example" } };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Theory]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("https://localhost.elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:81", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", HttpStatusCode.OK)]
    [InlineData("https://hall.example", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.OK)]
    public async Task Only_pages_of_this_site_may_watch_with_its_cookie(string? origin, HttpStatusCode expected)
    {
        using var browser = new CookieBrowser(port);
        await browser.SignInAsync(await port.HireAsync(Roles.Manager));

        using var answer = await browser.SendAsync(Negotiation(origin));

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Anyone_may_watch_the_public_board_from_anywhere()
    {
        using var browser = new CookieBrowser(port);

        using var answer = await browser.SendAsync(Negotiation("https://elsewhere.example"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpRequestMessage Negotiation(string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{IQueueHub.Route}/negotiate?negotiateVersion=1");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return request;
    }
}
