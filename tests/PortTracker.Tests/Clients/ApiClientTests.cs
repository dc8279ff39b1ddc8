using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;

namespace PortTracker.Tests.Clients;

/// <summary>What callers of the API client rely on, without a server.</summary>
public sealed class ApiClientTests
{
    private static readonly WithdrawalRequest Request = new() { Movements = [Guid.Empty], Reason = "A test" };

    [Fact]
    public async Task A_list_is_read_to_its_last_page()
    {
        using var server = new StubServer(PageOf("first", next: "a b"), PageOf("second", next: null));

        var keys = await server.Client.ApiKeys.List("li").ToListAsync();

        keys.Select(key => key.Name).ShouldBe(["first", "second"]);
        server.Paths.ShouldBe(["/api/access/keys?firm=li", "/api/access/keys?firm=li&after=a%20b"]);
    }

    [Fact]
    public async Task A_refusal_has_all_that_the_server_said()
    {
        using var server = new StubServer(
            """
            {"title":"Conflict","detail":"Look again.","errors":{"Movements[0]":["Bad."]},
             "conflicts":[{"vin":"V","state":"Cleared","reason":"Gone."}]}
            """
        )
        {
            Status = HttpStatusCode.Conflict,
            RetryAfter = TimeSpan.FromSeconds(7),
        };

        var refused = await Should.ThrowAsync<PortTrackerException>(() => server.Client.Entry.CancelAsync(Request));

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        refused.Errors["movements[0]"].ShouldBe(["Bad."]);
        refused.Conflicts.ShouldHaveSingleItem().State.ShouldBe("Cleared");
        refused.Message.ShouldContain("Look again.");
    }

    [Fact]
    public async Task An_answer_that_is_not_JSON_is_no_answer()
    {
        using var server = new StubServer("<html>");

        var failure = await Should.ThrowAsync<HttpRequestException>(() => server.Client.Board.PortsAsync());

        failure.HttpRequestError.ShouldBe(HttpRequestError.InvalidResponse);
    }

    [Fact]
    public async Task Retries_carry_the_same_idempotency_key()
    {
        using var server = new StubServer("{}") { Status = HttpStatusCode.ServiceUnavailable };

        await Should.ThrowAsync<PortTrackerException>(() =>
            AutomationClient
                .Create(server.Http, tokens: null, TimeSpan.FromMilliseconds(200))
                .Entry.CancelAsync(Request)
        );

        server.Keys.Count.ShouldBeGreaterThan(1);
        server.Keys.Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_sign_in_has_no_idempotency_key()
    {
        using var server = new StubServer("""{"accessToken":"a","refreshToken":"r","expiresIn":60}""");

        await TokenRequests.SignInAsync(server.Http, new SignInRequest { UserName = "li", Password = "secret" });

        server.Keys.ShouldHaveSingleItem().ShouldBeNull();
    }

    private static string PageOf(string name, string? next) =>
        JsonSerializer.Serialize(
            new Page<ApiKey>
            {
                Items =
                [
                    new ApiKey
                    {
                        Id = Guid.Empty,
                        Firm = "li",
                        Name = name,
                        Scopes = [],
                        CreatedAt = DateTimeOffset.UnixEpoch,
                        ExpiresAt = DateTimeOffset.UnixEpoch,
                    },
                ],
                Next = next,
            },
            PortJson.Options
        );

    private sealed class StubServer(params string[] answers) : HttpMessageHandler
    {
        private readonly Queue<string> _answers = new(answers);

        public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;
        public TimeSpan? RetryAfter { get; init; }
        public List<string> Paths { get; } = [];
        public List<string?> Keys { get; } = [];
        public HttpClient Http => field ??= new HttpClient(this) { BaseAddress = new Uri("http://server/") };
        public PortTrackerClient Client => new(Http);

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Paths.Add(request.RequestUri!.PathAndQuery);
            Keys.Add(request.Headers.TryGetValues(RequestHeaders.IdempotencyKey, out var keys) ? keys.Single() : null);
            var body = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
            var answer = new HttpResponseMessage(Status)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
            };
            if (RetryAfter is { } delay)
            {
                answer.Headers.RetryAfter = new RetryConditionHeaderValue(delay);
            }

            return Task.FromResult(answer);
        }
    }
}
