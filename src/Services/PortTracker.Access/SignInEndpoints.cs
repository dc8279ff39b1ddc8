using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using PortTracker.Contracts.Access;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>A user of a program signs in and gets tokens; a session ends.</summary>
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
        attempts.IsTooManyFrom(http, out var wait)
            ? ProblemResults.TooMany(http, TooManyAttempts, wait.Value)
            : await signIns.AdmitAsync(
                request,
                SessionOrigin.Of(http, SessionKind.Program),
                device: null,
                cancellationToken
            ) switch
            {
                { Wait: { } delay } => ProblemResults.TooMany(http, TooManyAttempts, delay),
                { User: { } user } => TypedResults.SignIn(user, authenticationScheme: IdentityConstants.BearerScheme),
                var refused => Refuse(refused.Needs),
            };

    /// <summary>Ends the session of the caller: its cookie or tokens, and every copy of them.</summary>
    public static async Task<NoContent> SignOutAsync(HttpContext http, AccessDb db, TimeProvider time)
    {
        var session = await db.Sessions.FindAsync(http.SessionId());
        session?.End(time.GetUtcNow());
        return TypedResults.NoContent();
    }

    /// <summary>Once its session has ended, a browser forgets the cookie and goes to the sign-in page.</summary>
    public static async ValueTask<object?> LeaveAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var answer = await next(context);
        var http = context.HttpContext;
        if (
            !http.IsSignedInByCookie()
            || answer is not IStatusCodeHttpResult { StatusCode: StatusCodes.Status204NoContent }
        )
        {
            return answer;
        }

        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        http.ForgetAntiforgery();
        return TypedResults.LocalRedirect(AccessSchemes.SignInPage);
    }

    private static ProblemHttpResult Refuse(string? needs) =>
        TypedResults.Problem(
            title: "Not signed in.",
            detail: needs switch
            {
                null => "The name, password or code is wrong, or the account is locked.",
                "password" => "This one-time password has expired. Ask an administrator for a new one.",
                _ => "This account has a second factor. Send the code of the authenticator app, or a recovery code.",
            },
            statusCode: StatusCodes.Status401Unauthorized,
            extensions: needs is null
                ? null
                : new Dictionary<string, object?>(StringComparer.Ordinal) { ["needs"] = needs }
        );
}
