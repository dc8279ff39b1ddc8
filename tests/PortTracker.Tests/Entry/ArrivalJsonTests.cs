using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;

namespace PortTracker.Tests.Entry;

/// <summary>The JSON of a gate's program.</summary>
public sealed class ArrivalJsonTests(PortHost port) : IClassFixture<PortHost>
{
    [Theory]
    [InlineData("2026-05-12T01:30:00")]
    [InlineData("2026-05-12T01:30")]
    [InlineData("2026-05-12")]
    [InlineData("yesterday")]
    public async Task A_time_without_an_offset_is_refused_and_admits_nobody(string time)
    {
        var (vin, body) = Arrival(time);

        using var answer = await port.PostAsync("/api/entry/arrivals", Json(body));

        (await answer.ShouldBeProblemAsync(HttpStatusCode.BadRequest)).Detail.ShouldNotBeNull().ShouldContain("offset");
        (await ArrivedAsync(vin)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-05-12T01:30:00Z")]
    [InlineData("2026-05-12T09:30:00+08:00")]
    [InlineData("2026-05-12T09:30:00.5+08:00")]
    public async Task A_time_with_an_offset_is_taken(string time)
    {
        var (vin, body) = Arrival(time);

        using var answer = await port.PostAsync("/api/entry/arrivals", Json(body));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ArrivedAsync(vin)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("utf-7")]
    [InlineData("gb2312")]
    [InlineData("nonsense")]
    public async Task JSON_that_is_not_UTF_8_is_refused(string charset)
    {
        var (vin, body) = Arrival("2026-05-12T01:30:00Z");
        using var content = Json(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"application/json; charset={charset}");

        using var answer = await port.PostAsync("/api/entry/arrivals", content);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType);
        (await ArrivedAsync(vin)).ShouldBeEmpty();
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static (string Vin, string Body) Arrival(string time)
    {
        var vehicle = SomeVehicle.Green();
        var body = JsonSerializer.SerializeToNode(PortHost.Arrival(vehicle), PortJson.Options)!;
        body["arrivals"]![0]!["occurredAt"] = time;
        return (vehicle.Vin, body.ToJsonString());
    }

    private async Task<IReadOnlyList<EntryMovement>> ArrivedAsync(string vin) =>
        (await port.GetAsync<Page<EntryMovement>>($"/api/entry/movements?vin={vin}")).Items;
}
