using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using PortTracker.Contracts;
using PortTracker.Web.Resources;

namespace PortTracker.Web.Desks;

/// <summary>
/// The API, in the name of whoever is signed in with this browser: its cookie goes along by itself, the token that only our own pages know
/// comes with what is written. What is not done is a <see cref="RefusedException"/>.
/// </summary>
internal sealed class ApiClient(NavigationManager navigation)
{
    private const int MostStates = 3;
    private readonly Lazy<HttpClient> http = new(() => new HttpClient { BaseAddress = new Uri(navigation.BaseUri) });
    private string? antiforgery;

    /// <summary>Who is signed in.</summary>
    public async Task<Me> MeAsync()
    {
        var me = await GetAsync<Me>("api/access/me");
        antiforgery = me.AntiforgeryToken;
        return me;
    }

    public Task<T> GetAsync<T>(string path) => SendAsync(HttpMethod.Get, path, content: null, ReadAsync<T>);

    public Task<T> PostAsync<T>(string path, object? body = null) => WriteAsync(path, body, ReadAsync<T>);

    public Task PostAsync(string path, object? body = null) =>
        WriteAsync(path, body, response => Task.FromResult(response.StatusCode));

    /// <summary>Sends a CSV. However often it is sent with the same key, it is taken once.</summary>
    public async Task<T> PostCsvAsync<T>(string path, byte[] csv, string idempotencyKey)
    {
        var content = new ByteArrayContent(csv);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv", "utf-8");
        content.Headers.TryAddWithoutValidation(Headers.IdempotencyKey, idempotencyKey);
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
            request.Headers.TryAddWithoutValidation(Headers.Antiforgery, antiforgery);
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
            // Nothing was to be done by what only looks.
            var isLook = response.RequestMessage?.Method == HttpMethod.Get;
            return new Refusal
            {
                Text = isLook ? AccessText.SessionOver : AccessText.SessionEnded,
                Kind = RefusalKind.SignedOut,
            };
        }

        if (response.StatusCode >= HttpStatusCode.InternalServerError)
        {
            return NoAnswer();
        }

        var problem = await ReadAsync<Problem>(response);
        if (problem.Errors.ContainsKey(Headers.Antiforgery))
        {
            return new Refusal { Text = AccessText.SessionChanged };
        }

        var isOwnLanguage = Languages.Current == Languages.OfApi;
        var said = problem.Detail ?? problem.Title;
        var states = string.Join(' ', problem.Conflicts.Take(MostStates).Select(StateFormat.Sentence).OfType<string>());
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
            HttpStatusCode.BadRequest => AccessText.SaidInvalid,
            HttpStatusCode.Forbidden => AccessText.SaidForbidden,
            HttpStatusCode.NotFound => AccessText.SaidMissing,
            HttpStatusCode.Conflict => AccessText.SaidConflict,
            HttpStatusCode.TooManyRequests => AccessText.SaidTooMany,
            _ => AccessText.SaidRefused,
        };

    private static Refusal NoAnswer() => new() { Text = AccessText.NoAnswer, Kind = RefusalKind.NoAnswer };

    /// <summary>What the API says where it refuses something (RFC 9457).</summary>
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
