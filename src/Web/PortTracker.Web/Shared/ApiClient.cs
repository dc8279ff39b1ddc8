using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;

namespace PortTracker.Web.Shared;

/// <summary>
/// Calls the API as the user who is signed in with this browser. The browser sends the session cookie; the client adds the antiforgery token
/// to every write. Throws <see cref="RefusedException"/> if the API refuses or does not answer.
/// </summary>
internal sealed class ApiClient(NavigationManager navigation)
{
    private const int MostStates = 3;
    private readonly Lazy<HttpClient> http = new(() => new HttpClient { BaseAddress = new Uri(navigation.BaseUri) });
    private string? antiforgery;

    /// <summary>The signed-in user.</summary>
    public async Task<CurrentUser> MeAsync()
    {
        var me = await GetAsync<CurrentUser>("api/access/me");
        antiforgery = me.AntiforgeryToken;
        return me;
    }

    public Task<T> GetAsync<T>(string path) => SendAsync(HttpMethod.Get, path, content: null, ReadAsync<T>);

    public Task<T> PostAsync<T>(string path, object? body = null) => WriteAsync(path, body, ReadAsync<T>);

    public Task PostAsync(string path, object? body = null) =>
        WriteAsync(path, body, response => Task.FromResult(response.StatusCode));

    /// <summary>Sends a CSV. The API accepts repeated requests with the same key only once.</summary>
    public async Task<T> PostCsvAsync<T>(string path, byte[] csv, string idempotencyKey)
    {
        var content = new ByteArrayContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv", "utf-8");
        content.Headers.TryAddWithoutValidation(RequestHeaders.IdempotencyKey, idempotencyKey);
        return await WriteAsync(path, content, ReadAsync<T>);
    }

    private Task<T> WriteAsync<T>(string path, object? body, Func<HttpResponseMessage, Task<T>> read) =>
        WriteAsync(
            path,
            body is null ? null : JsonContent.Create(body, body.GetType(), options: PortJson.Options),
            read
        );

    private async Task<T> WriteAsync<T>(string path, HttpContent? content, Func<HttpResponseMessage, Task<T>> read)
    {
        if (antiforgery is null)
        {
            await MeAsync();
        }

        return await SendAsync(HttpMethod.Post, path, content, read);
    }

    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        HttpContent? content,
        Func<HttpResponseMessage, Task<T>> read
    )
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.TryAddWithoutValidation(RequestHeaders.Antiforgery, antiforgery);
            using var response = await http.Value.SendAsync(request);
            return response.IsSuccessStatusCode
                ? await read(response)
                : throw new RefusedException(await RefusalOfAsync(response));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException)
        {
            throw new RefusedException(NoAnswer(), e);
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<T>(PortJson.Options)
        ?? throw new JsonException("The answer is empty.");

    private static async Task<Refusal> RefusalOfAsync(HttpResponseMessage response)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized)
        {
            // A GET changes nothing, so nothing was left undone.
            var isLook = response.RequestMessage?.Method == HttpMethod.Get;
            return new Refusal
            {
                Text = isLook ? SharedText.SessionOver : SharedText.SessionEnded,
                Kind = RefusalKind.SignedOut,
            };
        }

        if (response.StatusCode >= HttpStatusCode.InternalServerError)
        {
            return NoAnswer();
        }

        var problem = await ReadAsync<Problem>(response);
        if (problem.Errors.ContainsKey(RequestHeaders.Antiforgery))
        {
            return new Refusal { Text = SharedText.SessionChanged };
        }

        var isOwnLanguage = Languages.Current == Languages.OfApi;
        var said = problem.Detail ?? problem.Title;
        var states = string.Join(
            ' ',
            problem.Conflicts.Take(MostStates).Select(ConflictFormat.Sentence).OfType<string>()
        );
        return new Refusal
        {
            Text = (isOwnLanguage ? said : null) ?? $"{TextFor(response.StatusCode)} {states}".Trim(),
            Detail = isOwnLanguage || states.Length > 0 ? null : said,
            Fields = problem.Errors,
            BadLines = problem.BadLines,
            Kind = response.StatusCode is HttpStatusCode.NotFound ? RefusalKind.Missing : RefusalKind.Refused,
        };
    }

    private static string TextFor(HttpStatusCode status) =>
        status switch
        {
            HttpStatusCode.BadRequest => SharedText.RefusedInvalid,
            HttpStatusCode.Forbidden => SharedText.RefusedForbidden,
            HttpStatusCode.NotFound => SharedText.RefusedMissing,
            HttpStatusCode.Conflict => SharedText.RefusedConflict,
            HttpStatusCode.TooManyRequests => SharedText.RefusedTooMany,
            _ => SharedText.RefusedOtherwise,
        };

    private static Refusal NoAnswer() => new() { Text = SharedText.NoAnswer, Kind = RefusalKind.NoAnswer };

    /// <summary>The API's problem details (RFC 9457).</summary>
    private sealed record Problem
    {
        public string? Title { get; init; }
        public string? Detail { get; init; }
        public IReadOnlyList<StateConflict> Conflicts { get; init; } = [];
        public IReadOnlyList<BadLine> BadLines { get; init; } = [];
        public Dictionary<string, string[]> Errors
        {
            get;
            init => field = new Dictionary<string, string[]>(value, StringComparer.OrdinalIgnoreCase);
        } = [];
    }
}
