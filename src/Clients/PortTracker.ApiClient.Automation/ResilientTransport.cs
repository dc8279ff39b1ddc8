using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Timeout;

namespace PortTracker.ApiClient.Automation;

/// <summary>Sends calls with an access token, and again while the server is away.</summary>
internal sealed class ResilientTransport(HttpClient http, AccessTokenProvider? tokens, TimeSpan retryFor)
    : IApiTransport
{
    private readonly ResiliencePipeline<HttpResponseMessage> _calls = RetryPipelines.ForCalls(retryFor);
    private readonly ResiliencePipeline<HttpResponseMessage> _uploads = RetryPipelines.ForUploads(retryFor);

    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.IsStreamed)
        {
            return await AttemptAsync(request, cancellationToken);
        }

        try
        {
            return await (request.IsUpload ? _uploads : _calls).ExecuteAsync(
                async attempt => await AttemptAsync(request, attempt),
                cancellationToken
            );
        }
        catch (TimeoutRejectedException timeout)
        {
            throw new HttpRequestException($"{request.Method} {request.Path} was not answered in time.", timeout);
        }
    }

    // Each attempt reads the whole body of its answer, so a host that dies in the middle of an answer is called again.
    private async Task<HttpResponseMessage> AttemptAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var token = tokens is null ? null : await tokens.GetTokenAsync(cancellationToken);
        var answer = await CallAsync(request, token, cancellationToken);
        if (answer.StatusCode is not HttpStatusCode.Unauthorized || token is null || !tokens!.Invalidate(token))
        {
            return answer;
        }

        // The session has ended, or the server has new signing keys: sign in again.
        answer.Dispose();
        return await CallAsync(request, await tokens.GetTokenAsync(cancellationToken), cancellationToken);
    }

    private async Task<HttpResponseMessage> CallAsync(
        ApiRequest request,
        string? token,
        CancellationToken cancellationToken
    )
    {
        using var message = request.ToMessage();
        message.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(message, request.Completion, cancellationToken);
    }
}
