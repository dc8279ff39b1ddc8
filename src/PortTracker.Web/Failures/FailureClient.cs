using System.Net.Http.Json;
using System.Text.Json;
using PortTracker.Contracts;

namespace PortTracker.Web.Failures;

/// <summary>The failed messages of every service, in the name of an administrator; a service that does not answer is a <see cref="ServiceUnavailableException"/>.</summary>
internal sealed class FailureClient(HttpClient http)
{
    /// <summary>The latest that failed at a service, as many as one selection may name.</summary>
    public Task<Page<FailedMessage>> LatestAsync(string service) =>
        SendAsync<Page<FailedMessage>>(service, HttpMethod.Get, $"?limit={Limits.Batch}", body: null);

    /// <summary>One with all that is known of it.</summary>
    public Task<FailedMessageDetail> OneAsync(FailedMessage failed) =>
        SendAsync<FailedMessageDetail>(failed.Endpoint, HttpMethod.Get, $"/{failed.Id}", body: null);

    /// <summary>What a redrive would do.</summary>
    public Task<FailureResponse> PreviewAsync(string service, IReadOnlyList<string> ids) =>
        SendAsync<FailureResponse>(
            service,
            HttpMethod.Post,
            "/previews",
            JsonContent.Create(new FailureSelection { Ids = ids }, options: PortJson.Options)
        );

    /// <summary>Applies them again.</summary>
    public Task<FailureResponse> RedriveAsync(string service, IReadOnlyList<string> ids) =>
        SendAsync<FailureResponse>(
            service,
            HttpMethod.Post,
            "/redrives",
            JsonContent.Create(new FailureSelection { Ids = ids }, options: PortJson.Options)
        );

    /// <summary>Gives them up.</summary>
    public Task<FailureResponse> DiscardAsync(string service, IReadOnlyList<string> ids, string reason) =>
        SendAsync<FailureResponse>(
            service,
            HttpMethod.Post,
            "/discards",
            JsonContent.Create(new DiscardRequest { Ids = ids, Reason = reason }, options: PortJson.Options)
        );

    private async Task<T> SendAsync<T>(string service, HttpMethod method, string path, HttpContent? body)
    {
        try
        {
            using var request = new HttpRequestMessage(method, $"api/{service}/failures{path}") { Content = body };
            using var response = await http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<T>(PortJson.Options)
                ?? throw new JsonException("The answer is empty.");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException)
        {
            throw new ServiceUnavailableException(service, e);
        }
    }
}

/// <summary>A service does not answer, or not with what was asked for.</summary>
internal sealed class ServiceUnavailableException(string service, Exception inner)
    : Exception($"The {service} service does not answer.", inner)
{
    public string Service => service;
}
