using PortTracker.Messaging;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceCore.Storage;
using PortTracker.Storage.Sqlite;
using PortTracker.Storage.SqlServer;

namespace PortTracker.Host;

/// <summary>Chooses the storage and the transport of the services by configuration.</summary>
internal static class PlatformSetup
{
    private const string ProviderKey = "Data:Provider";

    public static PlatformBuilder AddPlatform(this WebApplicationBuilder builder) =>
        new(
            builder,
            StorageOf(builder.Configuration),
            builder.Configuration.UsesBroker() ? new RabbitMqTransport() : new EmbeddedTransport()
        );

    private static IStorage StorageOf(IConfiguration configuration) =>
        configuration[ProviderKey] switch
        {
            null or "" => new SqliteStorage(configuration),
            var provider when provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase) => new SqliteStorage(
                configuration
            ),
            var provider when provider.Equals("SqlServer", StringComparison.OrdinalIgnoreCase) => new SqlServerStorage(
                configuration
            ),
            var provider => throw new ConfigurationException(
                $"{ProviderKey} is '{provider}'. Use Sqlite or SqlServer."
            ),
        };
}
