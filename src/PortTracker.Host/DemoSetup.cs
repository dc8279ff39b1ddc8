using System.Globalization;
using Microsoft.Extensions.Options;
using PortTracker.Access;
using PortTracker.ServiceCore.Configuration;
using PortTracker.ServiceCore.Ports;
using PortTracker.Simulation;

namespace PortTracker.Host;

/// <summary>
/// <c>--demo</c>: runs the sample day through the public API, with a clock that runs sixty times as fast and a temporary data
/// directory.
/// </summary>
internal static class DemoSetup
{
    private const int Speed = 60;
    private static readonly TimeOnly DayStart = new(9, 0);

    public static void AddDemo(this WebApplicationBuilder builder, LocalServices hosted)
    {
        if (hosted.Remote.Any() || !hosted.Has(LocalServices.Web))
        {
            throw new ConfigurationException(
                "--demo needs every service in this process. Remove the setting Services."
            );
        }

        builder.Configuration["Data:Directory"] = Directory.CreateTempSubdirectory("porttracker-demo-").FullName;
        var password = DemoOnboarding.RandomPassword();
        builder.Configuration["Access:Administrator:Password"] = password;
        builder.Services.AddSingleton(new DemoAccounts(password));
        builder.Services.AddSingleton<TimeProvider>(services =>
        {
            var port = services.GetRequiredService<IOptions<PortOptions>>().Value.Ports[0];
            var today = port.BusinessDate(TimeProvider.System.GetUtcNow());
            return new FastClock(port.StartOf(today) + DayStart.ToTimeSpan(), Speed);
        });
        // Sessions last for twelve real hours, not for hours of the fast clock.
        builder.Configuration["Access:Sessions:BrowserHours"] = (12 * Speed).ToString(CultureInfo.InvariantCulture);
        builder.Services.AddKeyedSingleton(AccessService.PhoneClock, TimeProvider.System);
        builder
            .Services.AddHttpClient(nameof(DemoSetup), (services, http) => http.BaseAddress = OwnAddress.Of(services))
            .RemoveAllLoggers();
        builder.Services.AddHostedService<DemoTrafficService>();
    }
}
