using PortTracker.ApiClient.Automation;

namespace PortTracker.Cli;

/// <summary>
/// The caller of the command line: the key of <c>PORTTRACKER_KEY</c>, the user of <c>PORTTRACKER_USER</c> and
/// <c>PORTTRACKER_PASSWORD</c>, or the user of the last sign-in.
/// </summary>
internal static class Credentials
{
    /// <summary>The access tokens of the caller; null if nobody is signed in.</summary>
    public static AccessTokenProvider? Find(HttpClient http)
    {
        if (Environment.GetEnvironmentVariable("PORTTRACKER_KEY") is { Length: > 0 } key)
        {
            return AccessTokenProvider.ForApiKey(key);
        }

        if (
            Environment.GetEnvironmentVariable("PORTTRACKER_USER") is { Length: > 0 } user
            && Environment.GetEnvironmentVariable("PORTTRACKER_PASSWORD") is { Length: > 0 } password
        )
        {
            return AccessTokenProvider.ForUser(http, user, password);
        }

        return SavedSessions.Has(http.BaseAddress!)
            ? AccessTokenProvider.ForSession(cancellationToken => SavedSessions.RenewAsync(http, cancellationToken))
            : null;
    }
}
