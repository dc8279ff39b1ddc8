using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceCore.Audit;

/// <summary>The action of a person in a request.</summary>
/// <param name="Actor">The id of the account, or the name of a caller without an id.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Address">The address that the request came from.</param>
/// <param name="Action">The action: the route.</param>
/// <param name="Reason">The reason, if the request gives one.</param>
internal sealed record AuditContext(string Actor, string? Name, string? Address, string Action, string? Reason)
{
    private const string Root = "/api/";

    public static AuditContext Of(EndpointFilterInvocationContext request) =>
        Of(
            request.HttpContext,
            ActionOf((RouteEndpoint)request.HttpContext.GetEndpoint()!),
            request.Arguments.OfType<IReasoned>().FirstOrDefault()?.Reason
        );

    public static AuditContext Of(HttpContext http, string action, string? reason = null)
    {
        var name = http.User.FindFirstValue(ClaimTypes.Name);
        return new AuditContext(
            http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? name ?? "anonymous",
            name,
            AddressOf(http.Connection.RemoteIpAddress),
            action,
            reason
        );
    }

    /// <summary>The name of a route's action.</summary>
    public static string ActionOf(RouteEndpoint route) => ActionOf(route.RoutePattern.RawText!);

    public static string ActionOf(string path) =>
        (path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? path[Root.Length..] : path).Trim('/');

    // A dual-stack socket shows IPv4 addresses in IPv6 form.
    private static string? AddressOf(IPAddress? address) =>
        (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();
}
