using Polly;
using Polly.Timeout;

namespace PortTracker.ApiClient.Automation;

/// <summary>
/// Sends calls again while the server is away. Each attempt reads the whole body of its answer, so a host that dies in the middle of an
/// answer is called again.
/// </summary>
internal sealed class ResilientTransport(IApiTransport inner, TimeSpan retryFor) : IApiTransport
{
    private readonly ResiliencePipeline<HttpResponseMessage> _calls = RetryPipelines.ForCalls(retryFor);
    private readonly ResiliencePipeline<HttpResponseMessage> _uploads = RetryPipelines.ForUploads(retryFor);

    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.IsStreamed)
        {
            return await inner.SendAsync(request, cancellationToken);
        }

        try
        {
            return await (request.IsUpload ? _uploads : _calls).ExecuteAsync(
                async attempt => await inner.SendAsync(request, attempt),
                cancellationToken
            );
        }
        catch (TimeoutRejectedException timeout)
        {
            throw new HttpRequestException($"{request.Method} {request.Path} was not answered in time.", timeout);
        }
    }
}
