namespace PortTracker.ApiClient;

/// <summary>Carries one call to the server: once from a page, with tokens and retries from a program.</summary>
public interface IApiTransport
{
    /// <summary>Sends the call and returns the answer, whatever its status.</summary>
    /// <exception cref="HttpRequestException">The server does not answer.</exception>
    Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken);
}
