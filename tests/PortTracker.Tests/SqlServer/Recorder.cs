using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PortTracker.Tests.SqlServer;

/// <summary>
/// Notes each query of a host as the code wrote it, before its provider makes SQL of it. That it intercepts materialisation too has
/// EF Core keep the host's queries apart from those that other hosts of the process compiled already.
/// </summary>
internal sealed class QueryRecorder : IQueryExpressionInterceptor, IMaterializationInterceptor
{
    private readonly ConcurrentQueue<(Type Context, Expression Query)> queries = [];

    public IReadOnlyCollection<(Type Context, Expression Query)> Queries => queries;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        queries.Enqueue((eventData.Context!.GetType(), queryExpression));
        return queryExpression;
    }
}

/// <summary>Notes which routes of a host were called.</summary>
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
