namespace PortTracker.Tests;

/// <summary>Gets the handler at each request, because a restarted host has a new one.</summary>
internal sealed class LateBoundHandler(Func<HttpMessageHandler> handler) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    ) => new HttpMessageInvoker(handler()).SendAsync(request, cancellationToken);
}
