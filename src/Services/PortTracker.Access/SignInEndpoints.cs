using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PortTracker.Contracts.Access;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>A user of a program signs in and gets tokens; the session of a browser ends.</summary>
internal static class SignInEndpoints
{
    public const string TooManyAttempts = "Too many sign-in attempts from this address or with this name.";

    public static async Task<Results<SignInHttpResult, ProblemHttpResult>> HandleAsync(
        SignInRequest request,
        HttpContext http,
        SignInAttempts attempts,
        SignInService signIns,
        CancellationToken cancellationToken
    ) =>
        attempts.IsTooMany(http, signIns.NameOf(request), out var wait)
            ? ProblemResults.TooMany(http, TooManyAttempts, wait.Value)
            : await signIns.AdmitAsync(request, cancellationToken) switch
            {
                { User: { } user } => TypedResults.SignIn(user, authenticationScheme: IdentityConstants.BearerScheme),
                var refused => Refuse(refused.Needs),
            };

    /// <summary>Ends the session of this browser.</summary>
    public static async Task<RedirectHttpResult> SignOutAsync(HttpContext http)
    {
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        http.ForgetAntiforgery();
        return TypedResults.LocalRedirect(AccessSchemes.SignInPage);
    }

    private static ProblemHttpResult Refuse(string? needs) =>
        TypedResults.Problem(
            title: "Not signed in.",
            detail: needs is null
                ? "The name, password or code is wrong, or the account is locked for a while."
                : "This account has a second factor. Send the code of the authenticator app, or a recovery code.",
            statusCode: StatusCodes.Status401Unauthorized,
            extensions: needs is null
                ? null
                : new Dictionary<string, object?>(StringComparer.Ordinal) { ["needs"] = needs }
        );
}
