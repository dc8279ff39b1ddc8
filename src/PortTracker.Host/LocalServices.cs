using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Configuration;

namespace PortTracker.Host;

/// <summary>The services in this process: configuration key <c>Services</c>, or all services if it is empty.</summary>
internal sealed class LocalServices
{
    /// <summary>The pages, and the forwarding to services in other processes.</summary>
    public const string Web = "web";

    private static readonly string[] WithRoutes = [ServiceNames.Access, .. ServiceNames.All];
    private static readonly string[] Valid = [.. WithRoutes, Web];
    private readonly HashSet<string> hosted;

    public LocalServices(IConfiguration configuration)
    {
        var named = (configuration["Services"] ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        hosted = new HashSet<string>(named is [] ? Valid : named, StringComparer.OrdinalIgnoreCase);
        if (named.Except(Valid, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            throw new ConfigurationException(
                $"Services: '{unknown}' is not a service. Use any of {string.Join(", ", Valid)}, separated by commas, or leave it empty for all."
            );
        }
    }

    /// <summary>The services in this process, without the pages.</summary>
    public IEnumerable<string> Local => WithRoutes.Where(hosted.Contains);

    /// <summary>The services in other processes.</summary>
    public IEnumerable<string> Remote => WithRoutes.Where(service => !hosted.Contains(service));

    public bool Has(string service) => hosted.Contains(service);

    /// <summary>Adds a service if this process runs it.</summary>
    public void When(string service, Action add)
    {
        if (Has(service))
        {
            add();
        }
    }

    /// <summary>Adds or maps a part of a service if this process runs it.</summary>
    public void When(string service, Func<object> addOrMap)
    {
        if (Has(service))
        {
            addOrMap();
        }
    }
}
