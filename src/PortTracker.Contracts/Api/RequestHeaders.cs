using PortTracker.Contracts.Access;

namespace PortTracker.Contracts.Api;

/// <summary>Names of the HTTP headers that the API reads beyond the standard ones.</summary>
public static class RequestHeaders
{
    /// <summary>A key that the client chooses, up to 128 characters. A repeated POST with the same key gets the first response and changes nothing.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>The token of <see cref="CurrentUser.AntiforgeryToken"/>: what a page sends with each write that its cookie signs.</summary>
    public const string Antiforgery = "X-Antiforgery";
}
