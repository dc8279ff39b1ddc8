using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PortTracker.ServiceDefaults;

/// <summary>
/// What the server puts up with before a request is one: written down, so that no other version of the framework is more patient. How large
/// a body may be is a matter of its route; see <see cref="BodyLimits"/>.
/// </summary>
internal static class ServerLimits
{
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public static void AddServerLimits(this IHostApplicationBuilder builder) =>
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var limits = kestrel.Limits;
            // Who sends or takes a byte now and then shall not hold a connection for ever.
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
            limits.MinRequestBodyDataRate = Slowest;
            limits.MinResponseDataRate = Slowest;
            limits.MaxRequestLineSize = 8 * 1024;
            limits.MaxRequestHeaderCount = 100;
            limits.MaxRequestHeadersTotalSize = 32 * 1024;
        });

    /// <summary>Refuses the methods that nothing here has, such as TRACE, on every route alike, forwarded or not.</summary>
    public static IApplicationBuilder UseMethodLimits(this IApplicationBuilder app) =>
        app.Use((http, next) => IsKnown(http) ? next(http) : Problems.NoSuchMethod(http).ExecuteAsync(http));

    private static bool IsKnown(HttpContext http) =>
        http.Request.Method is "GET" or "HEAD" or "POST"
        // Long polling ends with the one, and a WebSocket over HTTP/2 begins with the other.
        || (
            HttpMethods.IsDelete(http.Request.Method)
            && http.Request.Path.StartsWithSegments(IQueueHub.Route, StringComparison.Ordinal)
        )
        || http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
