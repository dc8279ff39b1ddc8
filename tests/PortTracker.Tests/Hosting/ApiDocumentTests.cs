using System.Net;
using System.Net.Http.Headers;

namespace PortTracker.Tests.Hosting;

public sealed class ApiDocumentTests(PortHost port) : IClassFixture<PortHost>
{
    private const string Document = "/openapi/v1.json";

    [Fact]
    public async Task The_document_is_made_once_for_everyone_whatever_they_add_to_the_request()
    {
        using var anyone = port.Anonymous();
        using var first = await anyone.GetAsync(Document);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Document}?{Guid.NewGuid()}");
        request.Headers.Host = "another.example";
        request.Headers.Authorization = new AuthenticationHeaderValue("Anything");

        using var second = await anyone.SendAsync(request);

        second.Headers.Age.ShouldNotBeNull();
        second.Headers.ETag.ShouldBe(first.Headers.ETag.ShouldNotBeNull());
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Whoever_has_the_document_does_not_get_it_again()
    {
        using var anyone = port.Anonymous();
        using var first = await anyone.GetAsync(Document);
        using var request = new HttpRequestMessage(HttpMethod.Get, Document);
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.Tag));

        using var again = await anyone.SendAsync(request);

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }
}
