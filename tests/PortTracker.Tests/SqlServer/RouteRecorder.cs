using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PortTracker.Tests.SqlServer;

/// <summary>Records which routes of a host were called.</summary>
internal sealed class RouteRecorder : IStartupFilter
{
    private readonly ConcurrentDictionary<string, bool> called = new(StringComparer.Ordinal);

    public IEnumerable<string> Called => called.Keys;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (http, following) =>
                {
                    await following(http);
                    if (http.GetEndpoint() is RouteEndpoint route)
                    {
                        called[NameOf(route, http.Request.Method)] = true;
                    }
                }
            );
            next(app);
        };

    public static IEnumerable<string> NamesOf(EndpointDataSource endpoints) =>
        endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(route =>
                route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => NameOf(route, method))
                ?? []
            );

    private static string NameOf(RouteEndpoint route, string method) => $"{method} {route.RoutePattern.RawText}";
}
