using PortTracker.ApiClient.Automation;

namespace PortTracker.Cli;

/// <summary>
/// Finds who calls: the key of <c>PORTTRACKER_KEY</c>, the user of <c>PORTTRACKER_USER</c> and
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

        var user = Environment.GetEnvironmentVariable("PORTTRACKER_USER");
        var password = Environment.GetEnvironmentVariable("PORTTRACKER_PASSWORD");
        if (string.IsNullOrEmpty(user) != string.IsNullOrEmpty(password))
        {
            // The saved session may be another person's.
            throw new InvalidDataException("Set both PORTTRACKER_USER and PORTTRACKER_PASSWORD, or neither.");
        }

        if (!string.IsNullOrEmpty(user))
        {
            return AccessTokenProvider.ForUser(http, user, password!);
        }

        return SavedSessions.Has(http.BaseAddress!)
            ? AccessTokenProvider.ForSession(cancellationToken => SavedSessions.RenewAsync(http, cancellationToken))
            : null;
    }
}
