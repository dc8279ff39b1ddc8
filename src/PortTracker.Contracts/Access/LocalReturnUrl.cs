namespace PortTracker.Contracts.Access;

/// <summary>The page to return to after signing in or choosing a language.</summary>
public static class LocalReturnUrl
{
    /// <summary>The address if it is one of our own pages, else the first page: this prevents open redirects.</summary>
    /// <param name="url">An untrusted address from a request.</param>
    public static string OrHome(string? url) =>
        // Encoded URLs and headers contain only visible ASCII characters.
        url is ['/', not ('/' or '\\'), ..]
        && !url.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? url
            : "/";
}
