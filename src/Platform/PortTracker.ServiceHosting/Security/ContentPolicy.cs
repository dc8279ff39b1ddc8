using Microsoft.AspNetCore.Http;

namespace PortTracker.ServiceHosting.Security;

/// <summary>The Content-Security-Policy of a route's page. Routes without one return data, which may not load or run anything.</summary>
/// <param name="of">Creates the policy of a response.</param>
public sealed class ContentPolicy(Func<HttpContext, string> of)
{
    private const string Nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Creates the same policy for all responses of a route.</summary>
    public ContentPolicy(string policy)
        : this(_ => policy) { }

    internal static string Of(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>() is { } policy ? policy.For(http) : Nothing;

    private string For(HttpContext http) => of(http);
}
