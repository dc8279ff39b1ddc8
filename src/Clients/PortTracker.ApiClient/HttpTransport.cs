namespace PortTracker.ApiClient;

/// <summary>Sends each call once. Cookies and other headers are the business of the client's message handlers.</summary>
/// <param name="http">A client whose base address is the server.</param>
public sealed class HttpTransport(HttpClient http) : IApiTransport
{
    /// <inheritdoc />
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var message = request.ToMessage();
        return await http.SendAsync(message, request.Completion, cancellationToken);
    }
}
