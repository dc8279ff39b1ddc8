using Microsoft.AspNetCore.Connections;

namespace PortTracker.Host;

/// <summary>What happens before the host serves, and what it tells once it does.</summary>
internal static partial class Startup
{
    /// <summary>Serves until it is told to end. Returns the exit code.</summary>
    public static async Task<int> ServeAsync(this WebApplication app, bool isDemo)
    {
        app.Lifetime.ApplicationStarted.Register(() => SayWhereToLook(app, isDemo));
        try
        {
            foreach (var migration in app.Services.GetServices<IMigration>())
            {
                await migration.ApplyAsync(app.Lifetime.ApplicationStopping);
            }

            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (e is DataDirectoryInUseException or ConfigurationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"{e.Message} Stop what listens there, or choose another: --urls http://localhost:5081"
            );
            return 1;
        }
    }

    private static void SayWhereToLook(WebApplication app, bool isDemo)
    {
        var address = Pages.OwnAddress(app.Services);
        LogWhereToLook(
            app.Logger,
            isDemo ? "demo: a sample day, sixty times as fast" : "is running",
            address,
            new Uri(address, "scalar"),
            app.Services.GetRequiredService<DataDirectory>().Path + (isDemo ? " (removed at the end)" : "")
        );
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = """
            PortTracker {What}
              board  {Board}
              API    {Api}
              data   {Data}
              Ctrl+C ends it.
            """
    )]
    private static partial void LogWhereToLook(ILogger logger, string what, Uri board, Uri api, string data);
}
