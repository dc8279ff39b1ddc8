using Microsoft.Extensions.Configuration;

namespace PortTracker.ServiceDefaults;

/// <summary>The name of this process among others of its kind: configuration key <c>Instance</c>, or the machine's name.</summary>
internal sealed class Instance(IConfiguration configuration)
{
    public string Name { get; } =
        configuration["Instance"] is { Length: > 0 } name ? name : Environment.MachineName.ToLowerInvariant();
}
