using Microsoft.Extensions.Options;
using PortTracker.ServiceCore.Persistence;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceCore.Storage;

namespace PortTracker.Host;

/// <summary>Prepares the host, runs it, and logs its addresses.</summary>
internal static partial class HostStartup
{
    /// <summary>Serves requests until the host is stopped, and returns the exit code.</summary>
    public static async Task<int> ServeAsync(this WebApplication app, bool isDemo)
    {
        app.Lifetime.ApplicationStarted.Register(() => LogAddresses(app, isDemo));
        // Report configuration errors before changing anything.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.Services.PrepareDatabasesAsync(app.Lifetime.ApplicationStopping);
        if (
            // Only a process with databases of its own has the directory.
            app.Services.GetServices<IDatabaseMigration>().Any()
            && app.Services.GetRequiredService<IStorage>().Directory is { } data
            && PrivateFile.IsOpenToOthers(data)
        )
        {
            LogOpenToOthers(app.Logger, data);
        }

        await app.RunAsync();
        return 0;
    }

    /// <summary>Applies the migrations of the services in this process, and returns the exit code.</summary>
    public static async Task<int> MigrateAsync(this WebApplication app)
    {
        await using (app)
        {
            var migrations = app.Services.GetServices<IDatabaseMigration>().ToList();
            for (var i = 0; i < migrations.Count; i++)
            {
                await migrations[i].ApplyAsync(app.Lifetime.ApplicationStopping);
                LogMigrated(app.Logger, i + 1, migrations.Count);
            }

            return 0;
        }
    }

    /// <summary>
    /// Builds the endpoints once. Authorization and routing each request the endpoints of every source, and a source compiles its handlers
    /// each time, which would take most of the start. Call it last: endpoints that are mapped later are ignored.
    /// </summary>
    public static void ComposeEndpointsOnce(this WebApplication app)
    {
        var sources = ((IEndpointRouteBuilder)app).DataSources;
        var once = new CompositeEndpointDataSource([.. sources]);
        sources.Clear();
        sources.Add(once);
    }

    private static void LogAddresses(WebApplication app, bool isDemo)
    {
        var hosted = app.Services.GetRequiredService<LocalServices>();
        var address = OwnAddress.Of(app.Services);
        List<(string What, object Where)> addresses = hosted.Has(LocalServices.Web)
            ? [("board", address), ("API", new Uri(address, "scalar"))]
            : [("services", string.Join(", ", hosted.Local)), ("address", address)];
        if (hosted.Local.Any() && app.Services.GetRequiredService<IStorage>().Directory is { } data)
        {
            addresses.Add(("data", isDemo ? $"{data} (deleted at the end)" : data));
        }

        LogRunning(
            app.Logger,
            isDemo ? "demo is running: a sample day, sixty times as fast" : "is running",
            string.Concat(addresses.Select(line => $"{Environment.NewLine}  {line.What, -8}  {line.Where}"))
        );
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Other users of this machine have access to the data directory {Directory}. Close it with: chmod 700"
    )]
    private static partial void LogOpenToOthers(ILogger logger, string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "PortTracker {Status}{Locations}\n  Press Ctrl+C to stop.")]
    private static partial void LogRunning(ILogger logger, string status, string locations);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database {Number} of {Count} is up to date")]
    private static partial void LogMigrated(ILogger logger, int number, int count);
}
