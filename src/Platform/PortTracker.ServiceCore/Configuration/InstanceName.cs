using Microsoft.Extensions.Configuration;

namespace PortTracker.ServiceCore.Configuration;

/// <summary>The name of this process, different for each instance: configuration key <c>Instance</c>, or the machine's name.</summary>
internal sealed class InstanceName(IConfiguration configuration)
{
    public string Name { get; } =
        configuration["Instance"] is { Length: > 0 } name ? name : Environment.MachineName.ToLowerInvariant();
}
