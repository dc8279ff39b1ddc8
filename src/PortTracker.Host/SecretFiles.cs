namespace PortTracker.Host;

/// <summary>
/// Settings from files, one a key, as Docker and Kubernetes mount secrets: <c>RabbitMq__Url</c> holds <c>RabbitMq:Url</c>.
/// Only the command line goes before them.
/// </summary>
internal static class SecretFiles
{
    private const string Default = "/run/secrets";

    public static void AddSecretFiles(this WebApplicationBuilder builder, string[] settings)
    {
        var configured = builder.Configuration["Secrets:Directory"];
        var directory = Path.GetFullPath(string.IsNullOrWhiteSpace(configured) ? Default : configured);
        builder.Configuration.AddKeyPerFile(directory, optional: true, reloadOnChange: false).AddCommandLine(settings);
    }
}
