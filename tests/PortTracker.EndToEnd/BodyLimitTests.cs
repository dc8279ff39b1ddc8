using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PortTracker.ApiClient;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Throughput;
using PortTracker.Simulation;

namespace PortTracker.EndToEnd;

public sealed class BodyLimitTests(HostProcess host) : IClassFixture<HostProcess>, IDisposable
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    public void Dispose() => host.WriteLog();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Bodies_of_ten_megabytes_are_refused(bool withKey, bool chunked)
    {
        var body = """{"port":"KHORGOS","arrivals":[""" + Repeated("""{"vin":"LSVAA4180E0000001"},""") + "]}";

        using var answer = await PostAsync("api/entry/arrivals", body, "application/json", withKey, chunked);

        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge, text);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        text.ShouldContain("send it in parts of at most 500 vehicles");
    }

    [Fact]
    public async Task A_file_of_past_movements_may_be_larger()
    {
        const int Movements = 3_000;
        const int LineLength = 2_000;
        using var file = new MemoryStream();
        MovementCsv.Write(file, TestTraffic.PastPlan(Movements));
        var lines = Encoding
            .UTF8.GetString(file.ToArray())
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Blanks are trimmed: the size is what matters here.
        var bytes = Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => line.PadRight(LineLength))));
        bytes.Length.ShouldBeGreaterThan(Limits.BatchBytes);

        var imported = await host.Client.Throughput.ImportMovementsAsync(
            TestTraffic.Port,
            BadLineHandling.Reject,
            new CsvSource(() => new MemoryStream(bytes))
        );

        imported.Imported.ShouldBe(Movements);
    }

    private static string Repeated(string part) =>
        new StringBuilder().Insert(0, part, TenMegabytes / part.Length).ToString().TrimEnd(',');

    private async Task<HttpResponseMessage> PostAsync(
        string path,
        string body,
        string mediaType,
        bool withKey,
        bool chunked
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)),
            Headers = { { "Authorization", $"Bearer {await host.User!.Tokens.GetTokenAsync()}" } },
        };
        request.Headers.TransferEncodingChunked = chunked;
        if (withKey)
        {
            request.Headers.Add(RequestHeaders.IdempotencyKey, Guid.NewGuid().ToString());
        }

        return await host.Http.SendAsync(request);
    }
}
