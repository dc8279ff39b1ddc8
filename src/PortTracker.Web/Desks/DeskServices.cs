using Microsoft.Extensions.DependencyInjection;
using PortTracker.Web.Failures;
using PortTracker.Web.Firms;
using PortTracker.Web.Officer;
using PortTracker.Web.Totals;

namespace PortTracker.Web.Desks;

/// <summary>What the pages need that work with the API from the browser.</summary>
public static class DeskServices
{
    /// <summary>Adds it; to the host that makes these pages at first, too.</summary>
    public static IServiceCollection AddDesks(this IServiceCollection services) =>
        services
            .AddScoped<ApiClient>()
            .AddScoped<FailureClient>()
            .AddScoped<FirmClient>()
            .AddScoped<OfficerClient>()
            .AddScoped<TotalsClient>();
}
