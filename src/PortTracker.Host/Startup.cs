using Microsoft.Extensions.Options;

namespace PortTracker.Host;

/// <summary>What happens before the host serves, and what it tells once it does.</summary>
internal static partial class Startup
{
    /// <summary>Serves until it is told to end. Returns the exit code.</summary>
    public static async Task<int> ServeAsync(this WebApplication app, bool isDemo)
    {
        app.Lifetime.ApplicationStarted.Register(() => SayWhereToLook(app, isDemo));
        // What is wrong in the configuration is told before anything is touched.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.Services.PrepareDatabasesAsync(app.Lifetime.ApplicationStopping);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Applies the migrations of the services that are here, and ends. Returns the exit code.</summary>
    public static async Task<int> MigrateAsync(this WebApplication app)
    {
        await using (app)
        {
            var migrations = app.Services.GetServices<IMigration>().ToList();
            for (var i = 0; i < migrations.Count; i++)
            {
                await migrations[i].ApplyAsync(app.Lifetime.ApplicationStopping);
                LogMigrated(app.Logger, i + 1, migrations.Count);
            }

            return 0;
        }
    }

    private static bool IsOnFiles(WebApplication app) =>
        app.Services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(DataDirectory));

    private static void SayWhereToLook(WebApplication app, bool isDemo)
    {
        var hosted = app.Services.GetRequiredService<HostedServices>();
        var address = OwnAddress.Of(app.Services);
        List<(string What, object Where)> places = hosted.Has(HostedServices.Web)
            ? [("board", address), ("API", new Uri(address, "scalar"))]
            : [("services", string.Join(", ", hosted.Here)), ("address", address)];
        if (IsOnFiles(app))
        {
            var data = app.Services.GetRequiredService<DataDirectory>().Path;
            places.Add(("data", isDemo ? $"{data} (removed at the end)" : data));
        }

        LogWhereToLook(
            app.Logger,
            isDemo ? "demo: a sample day, sixty times as fast" : "is running",
            string.Concat(places.Select(place => $"{Environment.NewLine}  {place.What, -8}  {place.Where}"))
        );
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "PortTracker {What}{Places}\n  Ctrl+C ends it.")]
    private static partial void LogWhereToLook(ILogger logger, string what, string places);

    [LoggerMessage(Level = LogLevel.Information, Message = "Database {Number} of {Count} is up to date")]
    private static partial void LogMigrated(ILogger logger, int number, int count);
}
