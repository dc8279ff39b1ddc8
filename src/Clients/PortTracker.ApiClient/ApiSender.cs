using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PortTracker.Contracts.Api;

namespace PortTracker.ApiClient;

/// <summary>
/// What the classes of the services share: JSON in and out, and two ways to fail. A refusal is a
/// <see cref="PortTrackerException"/>; everything else, an unreadable answer included, is a <see cref="HttpRequestException"/>.
/// </summary>
internal sealed class ApiSender(IApiTransport transport)
{
    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        ReadAsync<T>(new ApiRequest { Method = HttpMethod.Get, Path = path }, cancellationToken);

    public Task<TResponse> PostAsync<TRequest, TResponse>(
        string path,
        TRequest request,
        CancellationToken cancellationToken
    ) => ReadAsync<TResponse>(Post(path, request, NewKey()), cancellationToken);

    /// <summary>Posts what answers with tokens: the server must not store such an answer under a key.</summary>
    public Task<TResponse> PostWithoutKeyAsync<TRequest, TResponse>(
        string path,
        TRequest request,
        CancellationToken cancellationToken
    ) => ReadAsync<TResponse>(Post(path, request, idempotencyKey: null), cancellationToken);

    /// <summary>Posts what has no answer but success.</summary>
    public async Task PostAsync<TRequest>(string path, TRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(Post(path, request, NewKey()), cancellationToken);
    }

    public Task<T> UploadAsync<T>(
        string path,
        CsvSource csv,
        string? idempotencyKey,
        CancellationToken cancellationToken
    ) =>
        ReadAsync<T>(
            new ApiRequest
            {
                Method = HttpMethod.Post,
                Path = path,
                Content = csv.ToContent,
                IdempotencyKey = idempotencyKey ?? NewKey(),
                IsUpload = true,
            },
            cancellationToken
        );

    /// <summary>Copies an answer of any size while it arrives.</summary>
    public async Task DownloadAsync(string path, Stream destination, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            new ApiRequest
            {
                Method = HttpMethod.Get,
                Path = path,
                IsStreamed = true,
            },
            cancellationToken
        );
        await response.Content.CopyToAsync(destination, cancellationToken);
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private static ApiRequest Post<T>(string path, T request, string? idempotencyKey)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, PortJson.Options);
        return new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = path,
            Content = Content,
            IdempotencyKey = idempotencyKey,
        };

        HttpContent Content() =>
            new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private async Task<T> ReadAsync<T>(ApiRequest request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(PortJson.Options, cancellationToken)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException e)
        {
            throw new HttpRequestException(
                HttpRequestError.InvalidResponse,
                $"The answer to {request.Method} {request.Path} is not JSON of this API.",
                e
            );
        }
    }

    private async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await transport.SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException timeout) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"{request.Method} {request.Path} was not answered in time.", timeout);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await PortTrackerException.FromAsync(request.Method, response, cancellationToken);
        }
    }
}
