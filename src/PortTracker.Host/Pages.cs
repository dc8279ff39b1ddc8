using Microsoft.AspNetCore.HttpOverrides;
using PortTracker.Host.Components;
using PortTracker.Web;
using PortTracker.Web.Access;
using PortTracker.Web.Board;
using PortTracker.Web.Desks;

namespace PortTracker.Host;

/// <summary>The pages: made here at first, live in the browser afterwards.</summary>
internal static class Pages
{
    private const string Refused = "/refused/{0}";

    private static readonly ContentPolicy Policy = new(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    );

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // The assets come from the build output as long as nothing was published, in every environment.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
        builder.Services.AddScoped(Visitors.Of);
        builder.Services.AddDesks();
        builder.Services.AddTransient<InNameOfVisitor>();
        builder.Services.AddApi<BoardClient>();
        builder.Services.AddApi<ProviderClient>();
        return builder;
    }

    public static IApplicationBuilder UsePages(this IApplicationBuilder app) =>
        app.UseWhen(
            // Made anew as it was asked for: the page of a refusal is for reading only.
            http =>
                IsForPage(http) && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)),
            pages => pages.UseStatusCodePagesWithReExecute(Refused, createScopeForStatusCodePages: true)
        );

    /// <summary>A page that is not there is told to everyone, not only to those who have signed in. After the routing.</summary>
    public static IApplicationBuilder UsePageNotFound(this IApplicationBuilder app) =>
        app.UseWhen(
            http => IsForPage(http) && http.GetEndpoint() is null,
            nothing =>
                nothing.Run(http =>
                {
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                })
        );

    public static WebApplication MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        // A first visit takes a hundred of them, and they cost nothing.
        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapRazorComponents<App>()
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Routes).Assembly)
            .WithMetadata(Policy);
        return app;
    }

    /// <summary>Pages ask the API over HTTP on the server too, as they do in the browser, wherever its services are hosted.</summary>
    private static void AddApi<TClient>(this IServiceCollection services)
        where TClient : class =>
        services
            .AddHttpClient<TClient>(
                (provider, client) =>
                {
                    client.BaseAddress = OwnAddress.Of(provider);
                    client.Timeout = TimeSpan.FromSeconds(5);
                }
            )
            .AddHttpMessageHandler<InNameOfVisitor>()
            .RemoveAllLoggers();

    private static bool IsForPage(HttpContext http) =>
        !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && !http.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal);
}

/// <summary>Tells the API for whom a page asks: visitors are counted one by one, not as one.</summary>
internal sealed class InNameOfVisitor(IHttpContextAccessor http) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        if (http.HttpContext?.Connection.RemoteIpAddress is { } visitor)
        {
            request.Headers.Add(ForwardedHeadersDefaults.XForwardedForHeaderName, visitor.ToString());
        }

        return base.SendAsync(request, cancellationToken);
    }
}
