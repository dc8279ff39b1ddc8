using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.Commands;

/// <summary>The idempotency key of a request.</summary>
internal static class IdempotencyKeys
{
    public const int MaxLength = 128;

    /// <summary>
    /// The key, separate for each caller and for each route with its values, so that a guessed key does not return another caller's
    /// response. Routing ignores the case of a path, and so does this.
    /// </summary>
    public static string? Of(HttpContext http) =>
        http.Request.Headers[RequestHeaders.IdempotencyKey].ToString() is { Length: > 0 } key
            ? $"{http.User.FindFirstValue(ClaimTypes.NameIdentifier)}|{Route(http)}|{key}"
            : null;

    private static string Route(HttpContext http)
    {
        var pattern = ((RouteEndpoint)http.GetEndpoint()!).RoutePattern;
        return string.Join(
            '/',
            pattern
                .Parameters.Select(parameter =>
                    http.Request.RouteValues[parameter.Name]?.ToString()?.ToUpperInvariant()
                )
                .Prepend(pattern.RawText)
        );
    }

    public static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(request.QueryString.Value ?? ""));
        request.Body.Position = 0;
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            sha.AppendData(buffer.AsSpan(0, read));
        }

        return sha.GetHashAndReset();
    }
}
