using System.Net;
using PortTracker.Contracts.Access;

namespace PortTracker.ApiClient.Automation;

/// <summary>
/// Requests for tokens. A server that is too busy (429) or failing (5xx) is reported as an <see cref="HttpRequestException"/>, so that
/// the caller retries.
/// </summary>
public static class TokenRequests
{
    /// <summary>Signs a user in.</summary>
    /// <exception cref="PortTrackerException">The server refuses the user.</exception>
    public static Task<AccessTokens> SignInAsync(
        HttpClient http,
        SignInRequest request,
        CancellationToken cancellationToken = default
    ) => SendAsync(() => new PortTrackerClient(http).Account.SignInAsync(request, cancellationToken));

    /// <summary>Renews the tokens of a session. The refresh token is good once; the answer has the next one.</summary>
    /// <exception cref="PortTrackerException">The server refuses the token.</exception>
    public static Task<AccessTokens> RefreshAsync(
        HttpClient http,
        string refreshToken,
        CancellationToken cancellationToken = default
    ) =>
        SendAsync(() =>
            new PortTrackerClient(http).Account.RefreshAsync(
                new RefreshRequest { RefreshToken = refreshToken },
                cancellationToken
            )
        );

    private static async Task<AccessTokens> SendAsync(Func<Task<AccessTokens>> send)
    {
        try
        {
            return await send();
        }
        catch (PortTrackerException refused)
            when (refused.Status is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
        {
            throw new HttpRequestException(
                "The server cannot sign anyone in at the moment. Try again in a minute.",
                refused,
                refused.Status
            );
        }
    }
}
