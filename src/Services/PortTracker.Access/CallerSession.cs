using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.Access;

/// <summary>The session of a signed-in caller.</summary>
internal static class CallerSession
{
    public static Guid AccountId(this HttpContext http) =>
        Guid.Parse(http.User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    public static Guid SessionId(this HttpContext http) => Guid.Parse(http.User.FindFirstValue(CallerClaims.Session)!);

    /// <summary>The properties of a browser's cookie, which ends with its session.</summary>
    public static AuthenticationProperties CookieUntil(DateTimeOffset? end) => new() { ExpiresUtc = end };

    /// <summary>A change of the account ended its sessions. Keeps this browser signed in, until its session's own end.</summary>
    public static async Task StaySignedInAsync(
        this HttpContext http,
        Account account,
        AccessDb db,
        AccountClaims claims
    )
    {
        if (http.IsSignedInByCookie() && await db.Sessions.FindAsync(http.SessionId()) is { } session)
        {
            session.Follow(account);
            await http.SignInAsync(
                IdentityConstants.ApplicationScheme,
                claims.Create(account, session),
                CookieUntil(session.EndsAt)
            );
        }
    }
}
