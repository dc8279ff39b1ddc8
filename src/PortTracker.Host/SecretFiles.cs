namespace PortTracker.Host;

/// <summary>
/// Reads settings from files, one file per key, as Docker and Kubernetes mount secrets: <c>RabbitMq__Url</c> contains <c>RabbitMq:Url</c>.
/// Only the command line overrides them.
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
