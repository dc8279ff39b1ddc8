using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Setup;

namespace PortTracker.Host;

internal static class HostedServicesExtensions
{
    public static HostedServices AddHostedServices(this WebApplicationBuilder builder)
    {
        var hosted = new HostedServices(builder.Configuration);
        if (hosted.Here.Any() && hosted.Elsewhere.Any() && !builder.Configuration.UsesBroker())
        {
            throw new ConfigurationException(
                $"Transport: Embedded needs all services in one process, but {string.Join(", ", hosted.Elsewhere)} would be missing. "
                    + "Add them to Services, or connect the processes with Transport=RabbitMq."
            );
        }

        builder.Services.AddSingleton(hosted);
        return hosted;
    }
}
