namespace PortTracker.Contracts;

/// <summary>Where somebody goes on after signing in.</summary>
public static class ReturnAddress
{
    /// <summary>The address if it is one of our own pages, else the first page: a sign-in that ends elsewhere would be a lure.</summary>
    /// <param name="url">An address that came with a request; anybody can have written it.</param>
    public static string LocalOrHome(string? url) =>
        // An address that is encoded has no other characters, and a header takes no others.
        url is ['/', not ('/' or '\\'), ..]
        && !url.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? url
            : "/";
}
