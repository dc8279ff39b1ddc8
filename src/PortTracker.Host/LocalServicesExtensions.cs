using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Setup;

namespace PortTracker.Host;

internal static class LocalServicesExtensions
{
    public static LocalServices AddLocalServices(this WebApplicationBuilder builder)
    {
        var hosted = new LocalServices(builder.Configuration);
        if (hosted.Local.Any() && hosted.Remote.Any() && !builder.Configuration.UsesBroker())
        {
            throw new ConfigurationException(
                $"Transport: Embedded needs all services in one process, but {string.Join(", ", hosted.Remote)} would be missing. "
                    + "Add them to Services, or connect the processes with Transport=RabbitMq."
            );
        }

        builder.Services.AddSingleton(hosted);
        return hosted;
    }
}
