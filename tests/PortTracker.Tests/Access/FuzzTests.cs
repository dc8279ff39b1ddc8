using System.Net;
using System.Text.Json.Nodes;
using PortTracker.Contracts.Access;

namespace PortTracker.Tests.Access;

/// <summary>Sends malformed requests to every operation of the API.</summary>
public sealed class FuzzTests(PortHost port, ITestOutputHelper output) : IClassFixture<PortHost>
{
    private const int Requests = 20_000;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private readonly int seed = int.TryParse(
        Environment.GetEnvironmentVariable("PORTTRACKER_TEST_SEED"),
        System.Globalization.CultureInfo.InvariantCulture,
        out var given
    )
        ? given
        : Random.Shared.Next(1_000_000);

    [Fact]
    public async Task Arbitrary_input_causes_no_server_error_delay_or_echo()
    {
        output.WriteLine($"PORTTRACKER_TEST_SEED={seed}");
        using var anonymous = port.Anonymous();
        var document = JsonNode.Parse(await anonymous.GetStringAsync("/openapi/v1.json"))!.AsObject();
        var operations = OpenApiOperation.Of(document);
        operations.Count.ShouldBeGreaterThan(60);
        var fuzz = new RequestFuzzer(document, new Random(seed));
        using var staff = port.As("fuzz", [.. Roles.Staff]);
        using var firm = port.As("fuzz", Roles.Operator);
        List<string> failures = [];
        var statuses = new Dictionary<HttpStatusCode, int>();

        for (var i = 0; i < Requests && failures.Count < 20; i++)
        {
            var operation = operations[i % operations.Count];
            // These would end the session of the test.
            var client =
                EndsSessions(operation) ? anonymous
                : (i / operations.Count % 4) is 0 ? firm
                : staff;
            using var request = fuzz.Next(operation);
            var started = TimeProvider.System.GetTimestamp();
            using var answer = await client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            statuses[answer.StatusCode] = statuses.GetValueOrDefault(answer.StatusCode) + 1;

            var what = $"{request.Method} {request.RequestUri}";
            if (answer.StatusCode >= HttpStatusCode.InternalServerError)
            {
                failures.Add($"{what}: {answer.StatusCode} {body}");
            }

            if (body.Contains(RequestFuzzer.Script, StringComparison.OrdinalIgnoreCase))
            {
                failures.Add($"{what} echoes: {body}");
            }

            if (answer.Headers.Contains("X-Injected"))
            {
                failures.Add($"{what} lets a header in");
            }

            if (elapsed > Slow && await IsSlowAsync(client, request))
            {
                failures.Add($"{what} took {elapsed}");
            }
        }

        output.WriteLine(string.Join(", ", statuses.OrderBy(status => status.Key)));
        failures.ShouldBeEmpty();
        statuses.Values.Sum().ShouldBe(Requests);
        statuses.ShouldContainKey(HttpStatusCode.OK);
        statuses.ShouldContainKey(HttpStatusCode.BadRequest);
    }

    private static bool EndsSessions(OpenApiOperation operation) =>
        operation.Path.Contains("/access/me/", StringComparison.Ordinal)
        || operation.Path.EndsWith("/sign-outs", StringComparison.Ordinal);

    /// <summary>A busy machine may delay a response once, but not each time.</summary>
    private static async Task<bool> IsSlowAsync(HttpClient client, HttpRequestMessage request)
    {
        for (var i = 0; i < 3; i++)
        {
            using var again = new HttpRequestMessage(request.Method, request.RequestUri);
            if (request.Content is { } content)
            {
                again.Content = new ByteArrayContent(await content.ReadAsByteArrayAsync());
                again.Content.Headers.ContentType = content.Headers.ContentType;
            }

            var started = TimeProvider.System.GetTimestamp();
            using var answer = await client.SendAsync(again);
            if (TimeProvider.System.GetElapsedTime(started) <= Slow)
            {
                return false;
            }
        }

        return true;
    }
}
