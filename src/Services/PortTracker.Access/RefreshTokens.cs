using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Access;

/// <summary>A program exchanges a refresh token for new tokens.</summary>
internal static class RefreshTokens
{
    public static async Task<Results<SignInHttpResult, ProblemHttpResult>> HandleAsync(
        RefreshRequest request,
        HttpContext http,
        SignInAttempts attempts,
        SignInService signIns,
        IOptionsMonitor<BearerTokenOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        // A token cannot be guessed, so only the address is counted.
        if (attempts.IsTooManyFrom(http, out var wait))
        {
            return ProblemResults.TooMany(http, SignInEndpoints.TooManyAttempts, wait.Value);
        }

        var ticket = options.Get(IdentityConstants.BearerScheme).RefreshTokenProtector.Unprotect(request.RefreshToken);
        return
            ticket?.Properties.ExpiresUtc > time.GetUtcNow()
            && await signIns.RenewAsync(ticket.Principal, cancellationToken) is { } user
            ? TypedResults.SignIn(user, authenticationScheme: IdentityConstants.BearerScheme)
            : TypedResults.Problem(
                title: "Not signed in.",
                detail: "The refresh token has expired or was used before, or its session was ended. Sign in again.",
                statusCode: StatusCodes.Status401Unauthorized
            );
    }
}
