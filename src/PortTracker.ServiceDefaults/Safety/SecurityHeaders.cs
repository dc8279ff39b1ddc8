using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PortTracker.ServiceDefaults;

/// <summary>What browsers are told about every answer, whichever process gives it.</summary>
public static class SecurityHeaders
{
    private const string CrossOriginOpenerPolicy = "Cross-Origin-Opener-Policy";
    private const string CrossOriginResourcePolicy = "Cross-Origin-Resource-Policy";
    private const string PermissionsPolicy = "Permissions-Policy";
    private const string ReferrerPolicy = "Referrer-Policy";

    private const string NoDevices =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private const string AYear = "max-age=31536000";

    /// <summary>Goes before all else, so that no answer is without.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                // At the last moment: what goes wrong clears the headers that were set before.
                http.Response.OnStarting(SetAsync, http);
                return next(http);
            }
        );

    private static Task SetAsync(object state)
    {
        var http = (HttpContext)state;
        var headers = http.Response.Headers;
        // An answer that was forwarded has them from the service, which knows what its answer needs.
        headers.TryAdd("Content-Security-Policy", ContentPolicy.Of(http));
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd(ReferrerPolicy, "same-origin");
        headers.TryAdd(PermissionsPolicy, NoDevices);
        headers.TryAdd(CrossOriginOpenerPolicy, "same-origin");
        headers.TryAdd(CrossOriginResourcePolicy, "same-origin");
        if (http.Request.IsHttps)
        {
            headers.TryAdd("Strict-Transport-Security", AYear);
        }

        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            headers.TryAdd("Cache-Control", "no-store");
        }

        return Task.CompletedTask;
    }
}

/// <summary>What the page of a route may load and run. Routes without one answer with data, which may nothing.</summary>
/// <param name="of">Makes the Content-Security-Policy of an answer.</param>
public sealed class ContentPolicy(Func<HttpContext, string> of)
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>For all answers of a route alike.</summary>
    public ContentPolicy(string policy)
        : this(_ => policy) { }

    internal static string Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>() is { } policy ? policy.For(http) : Nothing;

    private string For(HttpContext http) => of(http);
}
