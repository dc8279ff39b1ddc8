namespace PortTracker.Host;

/// <summary>The services that this process has: configuration key <c>Services</c>; all of them if it is empty.</summary>
internal sealed class HostedServices
{
    /// <summary>The pages, and the way to the services that this process has not.</summary>
    public const string Web = "web";

    private static readonly string[] WithRoutes = [ServiceNames.Access, .. ServiceNames.All];
    private static readonly string[] Valid = [.. WithRoutes, Web];
    private readonly HashSet<string> hosted;

    public HostedServices(IConfiguration configuration)
    {
        var named = (configuration["Services"] ?? "").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );
        hosted = new HashSet<string>(named is [] ? Valid : named, StringComparer.OrdinalIgnoreCase);
        if (named.Except(Valid, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            throw new ConfigurationException(
                $"Services: there is no service '{unknown}'. Name any of {string.Join(", ", Valid)}, separated by commas, or none for all."
            );
        }
    }

    /// <summary>The services that are here, without the pages.</summary>
    public IEnumerable<string> Here => WithRoutes.Where(hosted.Contains);

    /// <summary>The services that are in other processes.</summary>
    public IEnumerable<string> Elsewhere => WithRoutes.Where(service => !hosted.Contains(service));

    public bool Has(string service) => hosted.Contains(service);

    /// <summary>Does what those services need that hear of movements, if there is one here.</summary>
    public void WhenAny(Func<object> add)
    {
        if (ServiceNames.All.Any(hosted.Contains))
        {
            add();
        }
    }

    /// <summary>Does what adds or maps a service, if it is here.</summary>
    public void When(string service, Func<object> addOrMap)
    {
        if (Has(service))
        {
            addOrMap();
        }
    }
}

internal static class HostedServicesExtensions
{
    public static HostedServices AddHostedServices(this WebApplicationBuilder builder)
    {
        var hosted = new HostedServices(builder.Configuration);
        if (hosted.Here.Any() && hosted.Elsewhere.Any() && !builder.Configuration.UsesBroker())
        {
            throw new ConfigurationException(
                $"Transport: Embedded needs all services in one process, and {string.Join(", ", hosted.Elsewhere)} would be missing. "
                    + "Add them to Services, or connect the processes with Transport=RabbitMq."
            );
        }

        builder.Services.AddSingleton(hosted);
        return hosted;
    }
}
