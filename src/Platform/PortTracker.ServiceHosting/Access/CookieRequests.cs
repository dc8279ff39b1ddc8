using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;

namespace PortTracker.ServiceHosting.Access;

/// <summary>Requests that a browser's cookie signs in. Browsers send it for other sites, too.</summary>
public static class CookieRequests
{
    public static bool IsSignedInByCookie(this HttpContext http) =>
        http.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme
        == IdentityConstants.ApplicationScheme;
}
