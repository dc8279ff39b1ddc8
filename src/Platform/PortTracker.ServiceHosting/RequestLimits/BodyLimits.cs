using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Api;

namespace PortTracker.ServiceHosting.RequestLimits;

/// <summary>Limits the size of each body, the time that it may take, and the memory of all bodies together.</summary>
public static class BodyLimits
{
    /// <summary>Accepts bodies of up to <see cref="Limits.BatchBytes"/>. All other routes accept <see cref="Limits.BodyBytes"/>.</summary>
    public static T AcceptsBatches<T>(this T route)
        where T : IEndpointConventionBuilder => route.WithMetadata(new RequestSizeLimitAttribute(Limits.BatchBytes));

    internal static IApplicationBuilder UseBodyLimits(this IApplicationBuilder app)
    {
        var memory = app.ApplicationServices.GetRequiredService<BodyMemory>();
        var time = app.ApplicationServices.GetRequiredService<TimeProvider>();
        return app.Use(
            async (http, next) =>
            {
                if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
                {
                    await next(http);
                    return;
                }

                await using var limited = new LimitedBody(
                    http.Request,
                    http.Features.Get<IHttpMaxRequestBodySizeFeature>(),
                    memory,
                    time
                );
                http.Features.Set<IHttpMaxRequestBodySizeFeature>(limited);
                http.Request.Body = limited;
                await next(http);
            }
        );
    }
}
