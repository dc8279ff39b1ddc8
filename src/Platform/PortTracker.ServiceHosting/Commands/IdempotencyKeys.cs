using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.Commands;

/// <summary>The idempotency key of a request.</summary>
internal static class IdempotencyKeys
{
    public const int MaxLength = 128;

    /// <summary>The key, separate for each caller and route, so that a guessed key does not return another caller's response.</summary>
    public static string? Of(HttpContext http) =>
        http.Request.Headers[RequestHeaders.IdempotencyKey].ToString() is { Length: > 0 } key
            ? $"{http.User.FindFirstValue(ClaimTypes.NameIdentifier)}|{http.Request.Path}|{key}"
            : null;

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
