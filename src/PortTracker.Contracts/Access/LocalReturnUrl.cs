namespace PortTracker.Contracts.Access;

/// <summary>Where somebody goes on after signing in.</summary>
public static class LocalReturnUrl
{
    /// <summary>The address if it is one of our own pages, else the first page: a sign-in that ends elsewhere would be a lure.</summary>
    /// <param name="url">An untrusted address from a request.</param>
    public static string LocalOrHome(string? url) =>
        // An address that is encoded has no other characters, and a header takes no others.
        url is ['/', not ('/' or '\\'), ..]
        && !url.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? url
            : "/";
}
