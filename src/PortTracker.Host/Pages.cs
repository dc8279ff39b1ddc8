using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using PortTracker.Host.Components;
using PortTracker.Web;
using PortTracker.Web.Board;

namespace PortTracker.Host;

/// <summary>The pages: made here at first, live in the browser afterwards.</summary>
internal static class Pages
{
    private const string NotFound = "/not-found";

    public static void AddPages(this WebApplicationBuilder builder)
    {
        // The assets come from the build output as long as nothing was published, in every environment.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents().AddInteractiveWebAssemblyComponents();
        // Pages ask the API over HTTP on the server too, as they do in the browser, wherever the board is hosted.
        builder
            .Services.AddHttpClient<BoardClient>(
                (services, client) =>
                {
                    client.BaseAddress = OwnAddress(services);
                    client.Timeout = TimeSpan.FromSeconds(5);
                }
            )
            .RemoveAllLoggers();
    }

    public static void UsePages(this WebApplication app) =>
        app.UseWhen(
            http => !http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute(NotFound, createScopeForStatusCodePages: true)
        );

    public static void MapPages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>()
            .AddInteractiveWebAssemblyRenderMode()
            .AddAdditionalAssemblies(typeof(Routes).Assembly)
            .AllowAnonymous();
        // A page that is not there is told to everyone, not only to those who have signed in.
        app.MapFallback("{**path:regex(^(?!(api|hubs)/).*$)}", () => TypedResults.NotFound()).AllowAnonymous();
    }

    public static Uri OwnAddress(IServiceProvider services)
    {
        var addresses = services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        var binding = BindingAddress.Parse(addresses.Addresses.First());
        var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return new UriBuilder(binding.Scheme, host, binding.Port).Uri;
    }
}
