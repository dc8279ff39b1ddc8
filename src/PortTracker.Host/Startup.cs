namespace PortTracker.Host;

/// <summary>What happens before the host serves, and what it tells once it does.</summary>
internal static class Startup
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
        {
            var address = Pages.OwnAddress(app.Services);
            var data = app.Services.GetRequiredService<DataDirectory>().Path;
            Console.WriteLine(
                $"""

                  PortTracker {(isDemo ? "demo: a sample day, sixty times as fast" : "is running")}
                    board  {address}
                    API    {new Uri(address, "scalar")}
                    data   {data}{(isDemo ? " (removed at the end)" : "")}
                    Ctrl+C ends it.

                """
            );
        });
}
