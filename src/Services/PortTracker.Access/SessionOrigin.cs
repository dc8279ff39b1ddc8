using Microsoft.AspNetCore.Http;
using PortTracker.Contracts.Access;
using PortTracker.ServiceHosting.RequestLimits;

namespace PortTracker.Access;

/// <summary>Where a sign-in comes from.</summary>
internal sealed record SessionOrigin(SessionKind Kind, string? Address, string? Device)
{
    public const int LongestDevice = 200;

    public static SessionOrigin Of(HttpContext http, SessionKind kind)
    {
        // Only printable ASCII: pages and terminals show it.
        var device = string.Concat(
            http.Request.Headers.UserAgent.ToString().Where(c => c is >= ' ' and <= '~').Take(LongestDevice)
        );
        return new SessionOrigin(
            kind,
            CallerAddress.Of(http) is { Length: > 0 } address ? address : null,
            device is "" ? null : device
        );
    }
}
