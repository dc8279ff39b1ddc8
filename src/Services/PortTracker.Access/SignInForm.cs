using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using PortTracker.Contracts.Access;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Validation;
using PortTracker.ServiceHosting.Access;

namespace PortTracker.Access;

/// <summary>The form of the sign-in page, for browsers with and without scripts: sets the session cookie.</summary>
internal static class SignInForm
{
    public static async Task<IResult> HandleAsync(
        HttpContext http,
        IAntiforgery antiforgery,
        SignInAttempts attempts,
        SignInService signIns,
        KnownDevices devices,
        CancellationToken cancellationToken
    )
    {
        if (!http.Request.HasFormContentType)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await http.Request.ReadFormAsync(cancellationToken);
        var returnUrl = LocalReturnUrl.OrHome(form["returnUrl"]);
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            // The page was open for too long, or the form is from another site.
            return BackToForm("again");
        }

        var request = new SignInRequest
        {
            UserName = form["userName"].ToString(),
            Password = form["password"].ToString(),
            Code = form["code"].ToString() is { Length: > 0 } code ? code : null,
        };
        if (AttributeValidator<SignInRequest>.Validate(request) is not [])
        {
            return BackToForm("wrong");
        }

        if (attempts.IsTooManyFrom(http, out _))
        {
            return BackToForm("often");
        }

        var result = await signIns.AdmitAsync(
            request,
            SessionOrigin.Of(http, SessionKind.Browser),
            devices.Find(http, signIns.NameOf(request)),
            cancellationToken
        );
        if (result.User is not { } user)
        {
            // A user who sent a code is asked for a code again.
            return BackToForm(
                result.Wait is not null ? "often"
                : result.Needs is "password" ? "expired"
                : result.Needs is not null ? "code"
                : request.Code is null ? "wrong"
                : "wrong-code"
            );
        }

        await http.SignInAsync(IdentityConstants.ApplicationScheme, user, CallerSession.CookieUntil(result.EndsAt));
        devices.Remember(http, signIns.NameOf(request));
        http.ForgetAntiforgery();
        // The account page shows the required action, then continues to the return URL.
        return TypedResults.LocalRedirect(
            user.HasClaim(claim => claim.Type is CallerClaims.RequiredAction)
                ? $"{AccessSchemes.AccountPage}?returnUrl={Uri.EscapeDataString(returnUrl)}"
                : returnUrl
        );

        IResult BackToForm(string reason) =>
            TypedResults.LocalRedirect(
                $"{AccessSchemes.SignInPage}?reason={reason}&returnUrl={Uri.EscapeDataString(returnUrl)}"
            );
    }
}
