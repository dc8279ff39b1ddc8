using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PortTracker.ServiceDefaults;

/// <summary>What a person does with a request.</summary>
/// <param name="Actor">Id of the account, or the name of a caller who has none.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Address">From where.</param>
/// <param name="Action">What: the route.</param>
/// <param name="Reason">Why, where the request says so.</param>
internal sealed record Deed(string Actor, string? Name, string? Address, string Action, string? Reason)
{
    private const string Root = "/api/";

    public static Deed Of(EndpointFilterInvocationContext request) =>
        Of(
            request.HttpContext,
            ActionOf((RouteEndpoint)request.HttpContext.GetEndpoint()!),
            request.Arguments.OfType<IReasoned>().FirstOrDefault()?.Reason
        );

    public static Deed Of(HttpContext http, string action, string? reason = null)
    {
        var name = http.User.FindFirstValue(ClaimTypes.Name);
        return new Deed(
            http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? name ?? "anonymous",
            name,
            AddressOf(http.Connection.RemoteIpAddress),
            action,
            reason
        );
    }

    /// <summary>What is done by calling a route.</summary>
    public static string ActionOf(RouteEndpoint route) => ActionOf(route.RoutePattern.RawText!);

    public static string ActionOf(string path) =>
        (path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..] : path).Trim('/');

    // A socket for both versions of IP shows addresses of the older one in the newer one's form.
    private static string? AddressOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
