using System.Net;
using PortTracker.Tests.Hosting;

namespace PortTracker.Tests.Safety;

public sealed class PageVisitorTests
{
    private const string Page = $"/board/{PortHost.Port}";

    [Fact]
    public async Task A_page_asks_the_API_in_the_name_of_its_visitor()
    {
        await using var hosts = new TwoHosts { Settings = { ["RateLimits:Anonymous"] = "1" } };
        await hosts.InitializeAsync();

        // Not only the pages: what they ask for is counted too.
        var pages = 0;
        while ((await VisitAsync(hosts, "203.0.113.7")).StatusCode is not HttpStatusCode.TooManyRequests)
        {
            pages.ShouldBeLessThan(50);
            pages++;
        }

        using var other = await VisitAsync(hosts, "203.0.113.8");

        (await other.Content.ReadAsStringAsync()).ShouldContain("Khorgos Road Port");
    }

    private static async Task<HttpResponseMessage> VisitAsync(TwoHosts hosts, string visitor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Page)
        {
            Headers = { { "X-Forwarded-For", visitor } },
        };
        return await hosts.Anonymous.SendAsync(request);
    }
}
