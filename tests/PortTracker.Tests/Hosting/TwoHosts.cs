using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using PortTracker.Client;

namespace PortTracker.Tests.Hosting;

/// <summary>All services in one host, the pages in another that forwards to it; both on real sockets.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private WebApplicationFactory<Program> services = null!;
    private WebApplicationFactory<Program> web = null!;

    /// <summary>The host of the services.</summary>
    public HttpClient Services { get; private set; } = null!;

    /// <summary>The host of the pages.</summary>
    public HttpClient Web { get; private set; } = null!;

    /// <summary>The API as the host of the pages has it.</summary>
    public PortTrackerClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await database.MigrateAsync();
        services = Start([
            ("Services", "Entry, inspection, CLEARANCE, Throughput, Board"),
            ("Inspection:RandomRed", "0"),
            ("Inspection:RandomYellow", "0"),
            .. database.Settings,
        ]);
        Services = ClientOf(services);
        var address = Services.BaseAddress!.AbsoluteUri;
        web = Start([("Services", "Web"), .. ServiceNames.All.Select(service => ($"Addresses:{service}", address))]);
        Web = ClientOf(web);
        Client = new PortTrackerClient(Web, new Caller("two hosts", Roles.All), retryFor: TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        Services.Dispose();
        Web.Dispose();
        await web.DisposeAsync();
        await services.DisposeAsync();
        database.Dispose();
    }

    public ValueTask StopServicesAsync() => services.DisposeAsync();

    public ValueTask StopWebAsync() => web.DisposeAsync();

    private static WebApplicationFactory<Program> Start(params IEnumerable<(string Key, string Value)> settings)
    {
        var host = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.ConfigureLogging(logging => logging.ClearProviders());
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
        });
        host.UseKestrel();
        host.StartServer();
        return host;
    }

    // Not the factory's own client, which gathers a body before it sends it.
    private static HttpClient ClientOf(WebApplicationFactory<Program> host)
    {
        using var address = host.CreateClient();
        return new HttpClient { BaseAddress = address.BaseAddress };
    }
}
