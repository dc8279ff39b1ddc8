namespace PortTracker.Host;

/// <summary>What happens before the host serves.</summary>
internal static class Startup
{
    public static async Task ApplyMigrationsAsync(this WebApplication app)
    {
        foreach (var migration in app.Services.GetServices<IMigration>())
        {
            await migration.ApplyAsync(app.Lifetime.ApplicationStopping);
        }
    }
}
