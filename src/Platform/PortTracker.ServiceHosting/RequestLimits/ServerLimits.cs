using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PortTracker.ServiceHosting.Problems;
using PortTracker.ServiceHosting.Requests;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>
/// Limits of the server for headers and rates, set explicitly so that they do not depend on the framework's defaults. For bodies, see
/// <see cref="BodyLimits"/>; for connections, <see cref="ConnectionLimits"/>.
/// </summary>
internal static class ServerLimits
{
    private static readonly MinDataRate MinRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    public static void AddServerLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ConnectionLimits>();
        builder.Services.AddSingleton<BodyMemory>();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var limits = kestrel.Limits;
            // A client that sends or reads very slowly must not hold a connection forever.
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
            limits.MinRequestBodyDataRate = MinRate;
            limits.MinResponseDataRate = MinRate;
            limits.MaxRequestLineSize = 8 * 1024;
            limits.MaxRequestHeaderCount = 100;
            limits.MaxRequestHeadersTotalSize = 32 * 1024;
        });
    }

    /// <summary>Refuses methods that no route supports, such as TRACE, on forwarded routes too.</summary>
    public static IApplicationBuilder UseMethodLimits(this IApplicationBuilder app) =>
        app.Use((http, next) => IsKnown(http) ? next(http) : ProblemResults.NoSuchMethod(http).ExecuteAsync(http));

    private static bool IsKnown(HttpContext http) =>
        http.Request.Method is "GET" or "HEAD" or "POST"
        // Long polling ends with DELETE, and a WebSocket over HTTP/2 begins with extended CONNECT.
        || (HttpMethods.IsDelete(http.Request.Method) && http.Request.IsForHub())
        || http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
