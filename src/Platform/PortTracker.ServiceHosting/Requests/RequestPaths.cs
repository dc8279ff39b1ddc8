using Microsoft.AspNetCore.Http;
using PortTracker.Contracts.Board;

namespace PortTracker.ServiceHosting.Requests;

/// <summary>
/// What a request is for, by its path. Routing ignores case, and so does this. It decides how a response looks; what a caller may do is
/// decided by the metadata of the endpoint.
/// </summary>
public static class RequestPaths
{
    public static bool IsForApi(this HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static bool IsForHub(this HttpRequest request) =>
        request.Path.StartsWithSegments(IQueueHub.Route, StringComparison.OrdinalIgnoreCase);

    /// <summary>A page, a file of a page, or anything else that is neither API nor hub, such as <c>/health/ready</c>.</summary>
    public static bool IsForPage(this HttpRequest request) =>
        !request.IsForApi() && !request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase);
}
