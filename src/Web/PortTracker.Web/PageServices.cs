using Microsoft.Extensions.DependencyInjection;
using PortTracker.Web.Features.Account;
using PortTracker.Web.Features.Admin;
using PortTracker.Web.Features.Desk;
using PortTracker.Web.Features.FailedEvents;
using PortTracker.Web.Features.Firms;
using PortTracker.Web.Features.Totals;
using PortTracker.Web.Shared;

namespace PortTracker.Web;

/// <summary>The clients with which pages call the API from the browser.</summary>
public static class PageServices
{
    /// <summary>Adds the clients, in the browser and in the host that prerenders the pages.</summary>
    public static IServiceCollection AddPageServices(this IServiceCollection services) =>
        services
            .AddScoped<ApiClient>()
            .AddScoped<AccountClient>()
            .AddScoped<AdminClient>()
            .AddScoped<DeskClient>()
            .AddScoped<FailedEventClient>()
            .AddScoped<FirmClient>()
            .AddScoped<TotalsClient>();
}
