using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;

namespace PortTracker.Access;

/// <summary>
/// Recognises browsers from which a user has signed in before, by a cookie. It proves nothing but that: whoever has it still needs the
/// password, but does not wait because strangers guess.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection)
{
    private const string Cookie = "porttracker.device";
    private const string Path = "/api/access";

    // Officers share desks.
    private const int MaxNames = 20;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("PortTracker.KnownDevices")
        .ToTimeLimitedDataProtector();

    /// <summary>The device, if a user of this name has signed in from it.</summary>
    public Guid? Find(HttpContext http, string name) =>
        Read(http) is var (device, names) && names.Contains(name, StringComparer.Ordinal) ? device : null;

    public void Remember(HttpContext http, string name)
    {
        var (device, names) = Read(http) ?? (Guid.NewGuid(), []);
        string[] latest = [name, .. names.Where(known => known != name).Take(MaxNames - 1)];
        http.Response.Cookies.Append(
            Cookie,
            protector.Protect(string.Join('\n', [device.ToString(), .. latest]), Lifetime),
            new CookieOptions
            {
                Path = http.Request.PathBase + Path,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                MaxAge = Lifetime,
                IsEssential = true,
            }
        );
    }

    private (Guid Device, string[] Names)? Read(HttpContext http)
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } cookie)
        {
            return null;
        }

        try
        {
            var lines = protector.Unprotect(cookie).Split('\n');
            return (Guid.Parse(lines[0]), lines[1..]);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            // Expired, or of another installation.
            return null;
        }
    }
}
