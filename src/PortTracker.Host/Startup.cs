namespace PortTracker.Host;

/// <summary>What happens before the host serves, and what it tells once it does.</summary>
internal static partial class Startup
{
    public static async Task ApplyMigrationsAsync(this WebApplication app)
    {
        foreach (var migration in app.Services.GetServices<IMigration>())
        {
            await migration.ApplyAsync(app.Lifetime.ApplicationStopping);
        }
    }

    public static void SayWhereToLook(this WebApplication app, bool isDemo) =>
        app.Lifetime.ApplicationStarted.Register(() =>
            LogWhereToLook(
                app.Logger,
                isDemo ? "demo: a sample day, sixty times as fast" : "is running",
                Pages.OwnAddress(app.Services),
                new Uri(Pages.OwnAddress(app.Services), "scalar"),
                app.Services.GetRequiredService<DataDirectory>().Path + (isDemo ? " (removed at the end)" : "")
            )
        );

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
