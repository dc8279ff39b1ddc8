using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using PortTracker.Client;

namespace PortTracker.Tests.Hosting;

/// <summary>All services in one host, the pages in another that forwards to it; both on real sockets.</summary>
public sealed class TwoHosts : IAsyncLifetime
{
    private const string OneTimePassword = "only for this host";

    private readonly TestDatabase database = new();
    private WebApplicationFactory<Program> services = null!;
    private WebApplicationFactory<Program> web = null!;

    /// <summary>Settings of the services beyond those that every test has.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>The host of the services.</summary>
    public HttpClient Services { get; private set; } = null!;

    /// <summary>The host of the pages.</summary>
    public HttpClient Web { get; private set; } = null!;

    /// <summary>The host of the pages, in nobody's name.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>The API as the host of the pages has it.</summary>
    public PortTrackerClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await database.MigrateAsync();
        services = Start([
            ("Services", "Access, Entry, inspection, CLEARANCE, Throughput, Board"),
            ("Access:Administrator:Password", OneTimePassword),
            ("Inspection:RandomRed", "0"),
            ("Inspection:RandomYellow", "0"),
            .. database.Settings,
            .. Settings.Select(setting => (setting.Key, setting.Value)),
        ]);
        var address = AddressOf(services);
        web = Start([
            ("Services", "Web"),
            .. Contexts.All.Select(context => ($"Addresses:{context.Service}", address.AbsoluteUri)),
            .. database.Settings,
        ]);
        var users = new TestUsers(
            () => new HttpClient { BaseAddress = AddressOf(web) },
            OneTimePassword,
            TimeProvider.System
        );
        Services = ClientOf(services);
        Web = ClientOf(web);
        Anonymous = new HttpClient { BaseAddress = AddressOf(web) };
        Client = new PortTrackerClient(Web, tokens: null, retryFor: TimeSpan.Zero);

        // Not the factory's own client, which gathers a body before it sends it.
        HttpClient ClientOf(WebApplicationFactory<Program> host) =>
            new(users.Handler(new SocketsHttpHandler(), "gate 1", [.. Roles.Staff])) { BaseAddress = AddressOf(host) };
    }

    public async ValueTask DisposeAsync()
    {
        Services.Dispose();
        Web.Dispose();
        Anonymous.Dispose();
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

    private static Uri AddressOf(WebApplicationFactory<Program> host)
    {
        using var client = host.CreateClient();
        return client.BaseAddress!;
    }
}
