using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PortTracker.ServiceHosting.Requests;

namespace PortTracker.ServiceHosting.Security;

/// <summary>Adds the security headers to every response of every process.</summary>
public static class SecurityHeaders
{
    private const string CrossOriginOpenerPolicy = "Cross-Origin-Opener-Policy";
    private const string CrossOriginResourcePolicy = "Cross-Origin-Resource-Policy";
    private const string PermissionsPolicy = "Permissions-Policy";
    private const string ReferrerPolicy = "Referrer-Policy";

    private const string NoDevices =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private const string OneYear = "max-age=31536000";

    /// <summary>Adds the middleware. Call it first, so that no response lacks the headers.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                // Set the headers last, because error handling clears earlier ones.
                http.Response.OnStarting(SetAsync, http);
                return next(http);
            }
        );

    private static Task SetAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        // A forwarded response keeps the headers of its service.
        headers.TryAdd("Content-Security-Policy", ContentPolicy.Of(http));
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd(ReferrerPolicy, "same-origin");
        headers.TryAdd(PermissionsPolicy, NoDevices);
        headers.TryAdd(CrossOriginOpenerPolicy, "same-origin");
        headers.TryAdd(CrossOriginResourcePolicy, "same-origin");
        if (http.Request.IsHttps)
        {
            headers.TryAdd("Strict-Transport-Security", OneYear);
        }

        if (http.Request.IsForApi())
        {
            headers.TryAdd("Cache-Control", "no-store");
        }

        return Task.CompletedTask;
    }
}
