using System.Globalization;
using System.Net;
using System.Text;
using PortTracker.ApiClient;
using PortTracker.Contracts.Entry;
using PortTracker.Web.Shared;

namespace PortTracker.Tests.Pages;

/// <summary>What a page shows when the API refuses or does not answer.</summary>
public sealed class RefusalFormatTests
{
    private const string Conflict = """
        {"title":"Conflict","detail":"Look again.","conflicts":[{"vin":"V","state":"Cleared","reason":"Gone."}]}
        """;

    [Fact]
    public async Task In_English_a_refusal_is_what_the_API_says()
    {
        var refusal = await RefusalOfAsync(HttpStatusCode.Conflict, Conflict);

        refusal.Text.ShouldBe("Look again.");
        refusal.Detail.ShouldBeNull();
        refusal.Kind.ShouldBe(RefusalKind.Refused);
    }

    [Fact]
    public async Task In_another_language_a_refusal_names_the_states_instead()
    {
        var refusal = await RefusalOfAsync(HttpStatusCode.Conflict, Conflict, language: "zh");

        refusal.Text.ShouldNotContain("Look again.");
        refusal.Text.ShouldContain("V");
        refusal.Detail.ShouldBeNull("the states say it in the language of the page");
    }

    [Fact]
    public async Task In_another_language_the_words_of_the_API_are_a_detail()
    {
        var refusal = await RefusalOfAsync(HttpStatusCode.NotFound, """{"title":"No such firm."}""", language: "zh");

        refusal.Detail.ShouldBe("No such firm.");
        refusal.Kind.ShouldBe(RefusalKind.Missing);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, """{"title":"The entry service does not answer."}""")]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "<html>")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    public async Task What_is_not_an_answer_of_the_API_leaves_the_outcome_unknown(HttpStatusCode status, string body) =>
        (await RefusalOfAsync(status, body)).Kind.ShouldBe(RefusalKind.NoAnswer);

    [Fact]
    public async Task Only_a_write_was_left_undone_when_the_session_ended()
    {
        var read = await RefusalOfAsync(HttpStatusCode.Unauthorized, "", isRead: true);
        var write = await RefusalOfAsync(HttpStatusCode.Unauthorized, "");

        read.Text.ShouldBe("Your session has ended. Sign in again.");
        write.Text.ShouldBe("Your session has ended. Your last action was not carried out. Sign in again.");
        (read.Kind, write.Kind).ShouldBe((RefusalKind.SignedOut, RefusalKind.SignedOut));
    }

    [Fact]
    public async Task The_page_of_another_session_must_be_reloaded() =>
        (
            await RefusalOfAsync(
                HttpStatusCode.BadRequest,
                """{"title":"Invalid","errors":{"X-Antiforgery":["Send it."]}}"""
            )
        ).Text.ShouldStartWith("Someone else has signed in with this browser.");

    [Fact]
    public void A_mistake_of_the_page_is_no_refusal() =>
        RefusalFormat.Of(new InvalidOperationException("A bug")).ShouldBeNull();

    private static async Task<Refusal> RefusalOfAsync(
        HttpStatusCode status,
        string body,
        string language = "en",
        bool isRead = false
    )
    {
        CultureInfo.CurrentUICulture = new CultureInfo(language);
        using var server = new StubServer(status, body);
        using var http = new HttpClient(server) { BaseAddress = new Uri("http://server/") };
        var client = new PortTrackerClient(http);
        var failure = await Should.ThrowAsync<Exception>(() =>
            isRead
                ? client.Board.PortsAsync()
                : client.Entry.CancelAsync(new WithdrawalRequest { Movements = [Guid.Empty], Reason = "A test" })
        );
        return RefusalFormat.Of(failure).ShouldNotBeNull();
    }

    private sealed class StubServer(HttpStatusCode status, string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            Task.FromResult(
                new HttpResponseMessage(status)
                {
                    Content = new StringContent(body, Encoding.UTF8, "application/problem+json"),
                }
            );
    }
}
