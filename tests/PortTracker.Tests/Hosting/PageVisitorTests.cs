using System.Net;

namespace PortTracker.Tests.Hosting;

public sealed class PageVisitorTests
{
    private const string Page = $"/board/{PortHost.Port}";

    [Fact]
    public async Task A_page_calls_the_API_as_its_visitor()
    {
        await using var hosts = new ServiceAndWebHosts { Settings = { ["RateLimits:Anonymous"] = "1" } };
        await hosts.InitializeAsync();

        // Both the pages and their API calls are counted.
        var pages = 0;
        while ((await VisitAsync(hosts, "203.0.113.7")).StatusCode is not HttpStatusCode.TooManyRequests)
        {
            pages.ShouldBeLessThan(50);
            pages++;
        }

        using var other = await VisitAsync(hosts, "203.0.113.8");

        (await other.Content.ReadAsStringAsync()).ShouldContain("Khorgos Road Port");
    }

    private static async Task<HttpResponseMessage> VisitAsync(ServiceAndWebHosts hosts, string visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Page)
        {
            Headers = { { "X-Forwarded-For", visitor } },
        };
        return await hosts.Anonymous.SendAsync(request);
    }
}
