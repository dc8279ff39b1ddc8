using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;
using PortTracker.ApiClient;
using PortTracker.ApiClient.Automation;
using PortTracker.Contracts.Access;
using PortTracker.Host;

namespace PortTracker.Tests.Hosting;

/// <summary>All services in one host and the pages in another that forwards to it, both on real sockets.</summary>
public sealed class ServiceAndWebHosts : IAsyncLifetime
{
    private const string OneTimePassword = "only for this host";

    private readonly TestDatabase database = new();
    private readonly TestTransport transport = new();

    /// <summary>Settings of both hosts beyond those that every test has.</summary>
    internal Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>A service with a second instance that does not answer.</summary>
    internal string? HalfAway { get; init; }

    /// <summary>The log of both hosts, if any.</summary>
    internal ILoggerProvider? Logging { get; init; }

    private WebApplicationFactory<Program> services = null!;
    private WebApplicationFactory<Program> web = null!;

    /// <summary>The host of the services.</summary>
    public HttpClient Services { get; private set; } = null!;

    /// <summary>The host of the pages.</summary>
    public HttpClient Web { get; private set; } = null!;

    /// <summary>The users of these hosts.</summary>
    internal TestUsers Users { get; private set; } = null!;

    /// <summary>The service provider of the services' host.</summary>
    internal IServiceProvider Parts => services.Services;

    /// <summary>An anonymous client of the web host.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>The API through the web host.</summary>
    public PortTrackerClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await database.MigrateAsync();
        await transport.ConnectAsync();
        services = Start([
            ("Services", "Access, Entry, inspection, CLEARANCE, Throughput, Board"),
            ("Access:Administrator:Password", OneTimePassword),
            ("Inspection:RandomRed", "0"),
            ("Inspection:RandomYellow", "0"),
            .. database.Settings,
            .. transport.Settings,
        ]);
        await transport.ReadyAsync(services.Services);
        var address = AddressOf(services);
        web = Start([
            ("Services", "Web"),
            .. Contexts.All.Select(context => ($"Addresses:{context.Service}", AddressesOf(context.Service, address))),
            .. database.Settings,
            .. transport.Settings,
        ]);
        Users = new TestUsers(
            () => new HttpClient { BaseAddress = AddressOf(web) },
            OneTimePassword,
            TimeProvider.System
        );
        Services = ClientOf(services);
        Web = ClientOf(web);
        Anonymous = new HttpClient { BaseAddress = AddressOf(web) };
        Client = AutomationClient.Create(Web, tokens: null, retryFor: TimeSpan.Zero);

        // The factory's client would buffer a body.
        HttpClient ClientOf(WebApplicationFactory<Program> host) =>
            new(Users.Handler(new SocketsHttpHandler(), "gate 1", [.. Roles.Staff])) { BaseAddress = AddressOf(host) };
    }

    public async ValueTask DisposeAsync()
    {
        // Null where a host did not start: that error counts, not one of the end.
        Services?.Dispose();
        Web?.Dispose();
        Anonymous?.Dispose();
        await (web?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (services?.DisposeAsync() ?? ValueTask.CompletedTask);
        await transport.DisposeAsync();
        database.Dispose();
    }

    public ValueTask StopServicesAsync() => services.DisposeAsync();

    public ValueTask StopWebAsync() => web.DisposeAsync();

    private WebApplicationFactory<Program> Start(params IEnumerable<(string Key, string Value)> settings)
    {
        var host = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.ConfigureLogging(logging =>
            {
                logging.ClearProviders();
                if (Logging is not null)
                {
                    logging.AddProvider(Logging);
                }
            });
            builder.ConfigureTestServices(LastingLoggerFactory.AddTo);
            builder.UseSetting("Urls", "http://127.0.0.1:0");
            foreach (var (key, value) in settings.Concat(Settings.Select(setting => (setting.Key, setting.Value))))
            {
                builder.UseSetting(key, value);
            }
        });
        host.UseKestrel();
        host.StartServer();
        return host;
    }

    private string AddressesOf(string service, Uri address) =>
        service == HalfAway ? $"{address},http://127.0.0.1:1" : address.AbsoluteUri;

    private static Uri AddressOf(WebApplicationFactory<Program> host)
    {
        using var client = host.CreateClient();
        return client.BaseAddress!;
    }
}
