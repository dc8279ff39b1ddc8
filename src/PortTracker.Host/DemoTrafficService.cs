using PortTracker.ApiClient;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceCore.Storage;
using PortTracker.Simulation;
using PortTracker.Simulation.Samples;

namespace PortTracker.Host;

/// <summary>Runs the demo's traffic after the host has started, and deletes the demo's data at the end.</summary>
internal sealed partial class DemoTrafficService(
    IHttpClientFactory clients,
    DemoAccounts accounts,
    IHostApplicationLifetime lifetime,
    PortCatalog ports,
    IStorage storage,
    TimeProvider clock,
    ILogger<DemoTrafficService> logger
) : BackgroundService
{
    public override void Dispose()
    {
        base.Dispose();
        storage.CloseIdleConnections();
        Directory.Delete(storage.Directory!, recursive: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        using var http = clients.CreateClient(nameof(DemoSetup));
        var port = ports.All.First().Code;
        try
        {
            var administrator = await accounts.CreateAsync(http, clock, stoppingToken);
            await administrator.Throughput.ImportOfficialTotalsAsync(
                port,
                new CsvSource(Sample.OfficialTotals),
                stoppingToken
            );
            await DemoTraffic.RunAsync(accounts.Officer(http, clock), port, clock, progress: null, stoppingToken);
        }
        catch (Exception e) when (e is PortTrackerException or HttpRequestException)
        {
            // The pages keep working; the log says why no more vehicles arrive.
            LogEnded(e);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The demo's traffic has stopped. Restart the host to continue it."
    )]
    private partial void LogEnded(Exception e);
}
