using PortTracker.ApiClient;
using PortTracker.Host.Components;
using PortTracker.ServiceHosting.Requests;
using PortTracker.ServiceHosting.Security;
using PortTracker.Web;

namespace PortTracker.Host;

/// <summary>The pages: rendered on the server first, then interactive in the browser.</summary>
internal static class PageSetup
{
    private const string Refused = "/refused/{0}";

    private static readonly ContentPolicy Policy = new(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    );

    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        // Before publishing, the assets come from the build output, in every environment.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
        builder.Services.AddScoped(PageVisitors.Of);
        builder.Services.AddApiClient();
        return builder;
    }

    public static IApplicationBuilder UsePages(this IApplicationBuilder app) =>
        app.UseWhen(
            // The error page runs with the method of the request, so only reads get one.
            http =>
                http.Request.IsForPage()
                && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)),
            pages => pages.UseStatusCodePagesWithReExecute(Refused, createScopeForStatusCodePages: true)
        );

    /// <summary>Answers 404 for unknown pages to everyone, signed in or not. Call after routing.</summary>
    public static IApplicationBuilder UsePageNotFound(this IApplicationBuilder app) =>
        app.UseWhen(
            http => http.Request.IsForPage() && http.GetEndpoint() is null,
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
        // A first visit loads a hundred assets, which cost nothing to serve.
        app.MapStaticAssets().AllowAnonymous().DisableRateLimiting();
        app.MapRazorComponents<App>()
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Routes).Assembly)
            .WithMetadata(Policy);
        return app;
    }

    /// <summary>Pages call the API over HTTP on the server too, wherever its services run.</summary>
    private static void AddApiClient(this IServiceCollection services) =>
        services
            .AddTransient<ForwardVisitorAddressHandler>()
            .AddHttpClient<PortTrackerClient>(
                (provider, client) =>
                {
                    client.BaseAddress = OwnAddress.Of(provider);
                    client.Timeout = TimeSpan.FromSeconds(5);
                }
            )
            .AddHttpMessageHandler<ForwardVisitorAddressHandler>()
            .RemoveAllLoggers();
}
