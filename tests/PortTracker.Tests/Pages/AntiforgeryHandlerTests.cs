using System.Net;
using System.Net.Http.Json;
using PortTracker.ApiClient;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Entry;
using PortTracker.Web.Shared;

namespace PortTracker.Tests.Pages;

/// <summary>The antiforgery token of a page's writes, without a server.</summary>
public sealed class AntiforgeryHandlerTests
{
    private static readonly Uri Address = new("http://server/port/");
    private static readonly WithdrawalRequest Request = new() { Movements = [Guid.Empty], Reason = "A test" };

    [Fact]
    public async Task The_first_write_fetches_the_token_and_later_ones_keep_it()
    {
        using var server = new StubServer("first");

        await server.Client.Entry.CancelAsync(Request);
        await server.Client.Entry.CancelAsync(Request);

        server.Calls.ShouldBe([
            "GET /port/api/access/me ",
            "POST /port/api/entry/cancellations first",
            "POST /port/api/entry/cancellations first",
        ]);
    }

    [Fact]
    public async Task An_answer_about_the_user_renews_the_token()
    {
        using var server = new StubServer("first", "second");

        (await server.Client.Account.MeAsync()).AntiforgeryToken.ShouldBe("first");
        (await server.Client.Account.MeAsync()).AntiforgeryToken.ShouldBe("second");
        await server.Client.Entry.CancelAsync(Request);

        server.Calls[^1].ShouldBe("POST /port/api/entry/cancellations second");
    }

    [Fact]
    public async Task Without_a_token_nothing_is_written()
    {
        using var server = new StubServer();

        var refused = await Should.ThrowAsync<PortTrackerException>(() => server.Client.Entry.CancelAsync(Request));

        refused.Status.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Method.ShouldBe(HttpMethod.Post);
        server.Calls.ShouldHaveSingleItem().ShouldStartWith("GET");
    }

    /// <summary>Answers each question about the user with the next token; without tokens, nobody is signed in.</summary>
    private sealed class StubServer(params string[] tokens) : HttpMessageHandler
    {
        private readonly Queue<string> _tokens = new(tokens);

        public List<string> Calls { get; } = [];

        public PortTrackerClient Client =>
            field ??= new PortTrackerClient(
                new HttpClient(new AntiforgeryHandler(Address) { InnerHandler = this }) { BaseAddress = Address }
            );

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var token = request.Headers.TryGetValues(RequestHeaders.Antiforgery, out var sent) ? sent.Single() : "";
            Calls.Add($"{request.Method} {request.RequestUri!.AbsolutePath} {token}");
            return Task.FromResult(
                request.Method == HttpMethod.Get ? Me() : Json(new ActionResponse { Movements = [] })
            );
        }

        private HttpResponseMessage Me() =>
            _tokens.TryDequeue(out var token)
                ? Json(
                    new CurrentUser
                    {
                        Id = Guid.Empty,
                        UserName = "li",
                        DisplayName = "Li",
                        Roles = [],
                        Ports = [],
                        Stages = [],
                        HasTwoFactor = false,
                        AntiforgeryToken = token,
                    }
                )
                : new HttpResponseMessage(HttpStatusCode.Unauthorized);

        private static HttpResponseMessage Json<T>(T value) =>
            new(HttpStatusCode.OK) { Content = JsonContent.Create(value, options: PortJson.Options) };
    }
}
