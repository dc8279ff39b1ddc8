using Microsoft.AspNetCore.HttpOverrides;

namespace PortTracker.Host;

/// <summary>Forwards the visitor's address to the API, so that rate limits count each visitor separately.</summary>
internal sealed class ForwardVisitorAddressHandler(IHttpContextAccessor http) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (http.HttpContext?.Connection.RemoteIpAddress is { } visitor)
        {
            request.Headers.Add(ForwardedHeadersDefaults.XForwardedForHeaderName, visitor.ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
