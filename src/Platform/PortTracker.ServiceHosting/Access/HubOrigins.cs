using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceHosting.Problems;
using PortTracker.ServiceHosting.Requests;

namespace PortTracker.ServiceHosting.Access;

/// <summary>
/// Refuses hub connections that a page of another origin opens with this site's cookie. A WebSocket is exempt from the browser's rules for
/// requests to other origins. <c>Hub:Origins</c> lists further origins whose pages may.
/// </summary>
internal static class HubOrigins
{
    private const string Key = "Hub:Origins";

    public static IApplicationBuilder UseHubOrigins(this IApplicationBuilder app)
    {
        var configured = Configured(app.ApplicationServices.GetRequiredService<IConfiguration>());
        return app.Use(
            (http, next) =>
                http.Request.IsForHub() && http.IsSignedInByCookie() && !IsAdmitted(http.Request, configured)
                    ? ProblemResults.OtherOrigin().ExecuteAsync(http)
                    : next(http)
        );
    }

    // Programs send no origin.
    private static bool IsAdmitted(HttpRequest request, HashSet<string> configured) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin
        || (
            Uri.TryCreate(origin, UriKind.Absolute, out var address)
            && (
                string.Equals(address.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || configured.Contains(address.GetLeftPart(UriPartial.Authority))
            )
        );

    private static HashSet<string> Configured(IConfiguration configuration) =>
        (configuration[Key] ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text =>
                Uri.TryCreate(text, UriKind.Absolute, out var origin) && origin.PathAndQuery is "/"
                    ? origin.GetLeftPart(UriPartial.Authority)
                    : throw new ConfigurationException(
                        $"{Key} has '{text}', which is not an origin. Give origins such as https://board.example, separated by commas."
                    )
            )
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
}
