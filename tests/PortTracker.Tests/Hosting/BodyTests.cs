using System.Net;
using System.Text;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;

namespace PortTracker.Tests.Hosting;

public sealed class BodyTests : IAsyncLifetime
{
    private const string Tokens = "/api/access/tokens";
    private const string Arrivals = "/api/entry/arrivals";
    private const string Anywhere = "203.0.113.7";

    private readonly PortHost port = new()
    {
        Settings =
        {
            ["RateLimits:InProgress"] = "3",
            ["RateLimits:AnonymousBodiesByAddress"] = "2",
            ["RateLimits:AnonymousBodies"] = "4",
            ["RateLimits:BodyMegabytes"] = "8",
        },
        With = ClientAddressFilter.AddTo,
    };

    public ValueTask InitializeAsync() => port.InitializeAsync();

    public ValueTask DisposeAsync() => port.DisposeAsync();

    [Theory]
    [InlineData(Tokens, "application/json")]
    [InlineData("/api/access/tokens/refreshes", "application/json")]
    [InlineData("/api/access/sessions", "application/x-www-form-urlencoded")]
    [InlineData("/api/access/me/password", "application/json")]
    [InlineData("/api/access/users", "application/json")]
    [InlineData("/api/throughput/aggregations", "application/json")]
    public async Task A_route_that_takes_no_batch_accepts_16_KB(string path, string mediaType)
    {
        using var client = port.As("somebody", Roles.Administrator, Roles.Manager);
        var text = mediaType.EndsWith("json", StringComparison.Ordinal) ? "{\"a\":\"" : "password=";

        using var answer = await client.PostAsync(
            path,
            new StringContent(text + new string('a', Limits.BodyBytes), Encoding.UTF8, mediaType)
        );

        (await answer.ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge)).Detail!.ShouldContain("16 KB");
    }

    [Theory]
    [InlineData(Tokens)]
    [InlineData(Arrivals)]
    public async Task A_body_must_arrive_within_30_seconds(string path)
    {
        using var client = port.As("gate", Roles.Officer);
        using var body = new SlowContent(10);
        var sent = client.PostAsync(path, body);
        await body.Started;

        var late = Waiting.UntilAsync(() =>
        {
            port.Time.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(sent.IsCompleted);
        });

        await late;
        using var answer = await sent;
        body.End();
        (await answer.ShouldBeProblemAsync(HttpStatusCode.RequestTimeout)).Detail!.ShouldContain("30 seconds");
    }

    [Fact]
    public async Task A_caller_has_few_requests_in_progress()
    {
        using var gate = port.As("gate", Roles.Officer);
        using var other = port.As("other", Roles.Officer);
        var bodies = await StartAsync(gate, Arrivals, 3, 10);

        using var refused = await RefusedAsync(gate, Arrivals);
        using var served = await other.PostAsync(Arrivals, Json("{}"));

        (await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests)).Detail!.ShouldContain("in progress");
        served.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await EndAsync(bodies);
    }

    [Fact]
    public async Task Slow_bodies_of_anonymous_callers_leave_staff_alone()
    {
        using var one = ClientAddressFilter.From(port, Anywhere);
        using var another = ClientAddressFilter.From(port, "203.0.113.8");
        using var third = ClientAddressFilter.From(port, "203.0.113.9");
        using var gate = port.As("gate", Roles.Officer);
        using var signedIn = await gate.GetAsync("/api/access/me");
        var bodies = await StartAsync(one, Tokens, 2, 10);
        bodies.AddRange(await StartAsync(another, Tokens, 2, 10));

        using var refused = await RefusedAsync(third, Tokens);
        using var served = await gate.PostAsync(Arrivals, Json("{}"));

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        served.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await EndAsync(bodies);
    }

    [Fact]
    public async Task One_address_leaves_bodies_to_the_others()
    {
        using var one = ClientAddressFilter.From(port, Anywhere);
        using var another = ClientAddressFilter.From(port, "203.0.113.8");
        var bodies = await StartAsync(one, Tokens, 2, 10);

        using var refused = await RefusedAsync(one, Tokens);
        using var served = await another.PostAsync(Tokens, Json("{}"));

        await refused.ShouldBeProblemAsync(HttpStatusCode.TooManyRequests);
        served.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await EndAsync(bodies);
    }

    [Fact]
    public async Task Bodies_of_all_callers_together_take_limited_memory()
    {
        const int ThreeMegabytes = 3 * 1024 * 1024;
        using var gate = port.As("gate", Roles.Officer);
        using var other = port.As("other", Roles.Officer);
        var bodies = await StartAsync(gate, Arrivals, 2, ThreeMegabytes);

        using var body = new StringContent(new string(' ', ThreeMegabytes), Encoding.UTF8, "application/json");
        using var refused = await other.PostAsync(Arrivals, body);

        await refused.ShouldBeProblemAsync(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        await EndAsync(bodies);

        using var again = new StringContent(new string(' ', ThreeMegabytes), Encoding.UTF8, "application/json");
        using var served = await other.PostAsync(Arrivals, again);
        served.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    // A request is in progress a moment after its body began.
    private static async Task<HttpResponseMessage> RefusedAsync(HttpClient client, string path)
    {
        HttpResponseMessage? answer = null;
        await Waiting.UntilAsync(async () =>
        {
            answer?.Dispose();
            answer = await client.PostAsync(path, Json("{}"));
            return answer.StatusCode is not HttpStatusCode.BadRequest;
        });
        return answer!;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<List<(SlowContent Body, Task<HttpResponseMessage> Answer)>> StartAsync(
        HttpClient client,
        string path,
        int count,
        int bytes
    )
    {
        List<(SlowContent Body, Task<HttpResponseMessage> Answer)> begun = [];
        for (var i = 0; i < count; i++)
        {
            var body = new SlowContent(bytes);
            begun.Add((body, client.PostAsync(path, body)));
            await body.Started;
        }

        return begun;
    }

    private static async Task EndAsync(List<(SlowContent Body, Task<HttpResponseMessage> Answer)> begun)
    {
        foreach (var (body, answer) in begun)
        {
            body.End();
            (await answer).Dispose();
            body.Dispose();
        }
    }
}
