using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PortTracker.Client;
using PortTracker.Client.Samples;
using PortTracker.Client.Simulation;

namespace PortTracker.Host;

/// <summary>
/// <c>--demo</c>: the sample day flows over the board, on a clock that runs sixty times as fast, in a data directory that is
/// thrown away. What is played comes in through the public API, like all else.
/// </summary>
internal static class Demo
{
    private const int Speed = 60;
    private static readonly TimeOnly Begin = new(9, 0);

    public static void AddDemo(this WebApplicationBuilder builder, HostedServices hosted)
    {
        if (hosted.Elsewhere.Any() || !hosted.Has(HostedServices.Web))
        {
            throw new ConfigurationException("--demo needs every service in this process: leave out Services.");
        }

        builder.Configuration["Data:Directory"] = Directory.CreateTempSubdirectory("porttracker-demo-").FullName;
        var password = Onboarding.RandomPassword();
        builder.Configuration["Access:Administrator:Password"] = password;
        builder.Services.AddSingleton(new DemoAccounts(password));
        builder.Services.AddSingleton<TimeProvider>(services =>
        {
            var port = services.GetRequiredService<IOptions<PortOptions>>().Value.Ports[0];
            var today = port.BusinessDate(TimeProvider.System.GetUtcNow());
            return new FastClock(port.StartOf(today) + Begin.ToTimeSpan(), Speed);
        });
        // Whoever signs in does so for hours of his own.
        builder.Services.Configure<CookieAuthenticationOptions>(
            IdentityConstants.ApplicationScheme,
            cookie => cookie.TimeProvider = TimeProvider.System
        );
        builder
            .Services.AddHttpClient(nameof(Demo), (services, http) => http.BaseAddress = OwnAddress.Of(services))
            .RemoveAllLoggers();
        builder.Services.AddHostedService<DemoPlayer>();
    }
}

/// <summary>A clock that begins at a chosen moment and runs faster; its timers keep to real time, so that only the port hurries.</summary>
internal sealed class FastClock(DateTimeOffset begin, int speed) : TimeProvider
{
    private readonly long startedAt = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => begin + System.GetElapsedTime(startedAt) * speed;
}

/// <summary>Plays the demo once the host serves, and clears up after it.</summary>
internal sealed partial class DemoPlayer(
    IHttpClientFactory clients,
    DemoAccounts accounts,
    IHostApplicationLifetime lifetime,
    PortCatalog ports,
    DataDirectory data,
    TimeProvider clock,
    ILogger<DemoPlayer> logger
) : BackgroundService
{
    public override void Dispose()
    {
        base.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data.Path, recursive: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        using var http = clients.CreateClient(nameof(Demo));
        var port = ports.All.First().Code;
        try
        {
            var administrator = await accounts.OpenAsync(http, clock, stoppingToken);
            await administrator.ImportHistoryAsync(port, new CsvUpload(Sample.OfficialTotals), stoppingToken);
            await DemoTraffic.PlayAsync(accounts.Officer(http, clock), port, clock, progress: null, stoppingToken);
        }
        catch (Exception e) when (e is PortTrackerException or HttpRequestException)
        {
            // The board stays up with what it has; the log says why no more vehicles come.
            LogEnded(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demo's traffic has ended; start the demo again")]
    private partial void LogEnded(Exception e);
}
