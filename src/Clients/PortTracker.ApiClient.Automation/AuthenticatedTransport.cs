using System.Net;
using System.Net.Http.Headers;

namespace PortTracker.ApiClient.Automation;

/// <summary>Sends calls with an access token, and once more with a new one if the server rejects it.</summary>
internal sealed class AuthenticatedTransport(HttpClient http, AccessTokenProvider tokens) : IApiTransport
{
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var token = await tokens.GetTokenAsync(cancellationToken);
        var answer = await SendAsync(request, token, cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.Unauthorized || !tokens.Invalidate(token))
        {
            return answer;
        }

        // The session has ended, or the server has new signing keys: sign in again.
        answer.Dispose();
        return await SendAsync(request, await tokens.GetTokenAsync(cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        ApiRequest request,
        string token,
        CancellationToken cancellationToken
    )
    {
        using var message = request.ToMessage();
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(message, request.Completion, cancellationToken);
    }
}
