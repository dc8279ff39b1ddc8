using Microsoft.Extensions.Configuration;
using PortTracker.ServiceCore.Configuration;

namespace PortTracker.ServiceCore.Setup;

/// <summary>The configuration key <c>Transport</c>: whether events stay in the process or go through a broker.</summary>
public static class TransportConfiguration
{
    private const string Key = "Transport";

    public static bool UsesBroker(this IConfiguration configuration) =>
        configuration[Key] switch
        {
            null or "" => false,
            var transport when transport.Equals("Embedded", StringComparison.OrdinalIgnoreCase) => false,
            var transport when transport.Equals("RabbitMq", StringComparison.OrdinalIgnoreCase) => true,
            var transport => throw new ConfigurationException($"{Key} is '{transport}'. Use Embedded or RabbitMq."),
        };
}
