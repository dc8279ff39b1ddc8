using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PortTracker.ServiceHosting.Requests;

internal static class ReadableRequests
{
    private const int MaxPort = 65_535;

    /// <summary>Refuses requests whose host is no host, and JSON that is not UTF-8 (RFC 8259), before anything reads them.</summary>
    public static IApplicationBuilder UseReadableRequests(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (!IsHost(http.Request.Host))
                {
                    throw new BadHttpRequestException("The Host header is not a host with a valid port.");
                }

                if (http.Request.HasJsonContentType() && !IsUtf8(http.Request.ContentType))
                {
                    throw new BadHttpRequestException(
                        "Send JSON in UTF-8, with Content-Type: application/json.",
                        StatusCodes.Status415UnsupportedMediaType
                    );
                }

                return next(http);
            }
        );

    private static bool IsHost(HostString host) =>
        !host.HasValue
        || (
            host.Port is null or (> 0 and <= MaxPort)
            && Uri.CheckHostName(host.Host.Trim('[', ']')) is not UriHostNameType.Unknown
        );

    private static bool IsUtf8(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (
            !type.Charset.HasValue
            || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
        );
}
