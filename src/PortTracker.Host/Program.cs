using PortTracker.Access;
using PortTracker.Clearance;
using PortTracker.Contracts.Events;
using PortTracker.Host;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Access;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Endpoints;
using PortTracker.ServiceHosting.Security;
using PortTracker.ServiceHosting.Telemetry;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

return await HostCommand.RunAsync(args, Compose);

static WebApplication Compose(HostArguments arguments)
{
    var builder = WebApplication.CreateBuilder(arguments.Settings);
    builder.AddSecretFiles(arguments.Settings);
    var hosted = builder.AddLocalServices();

    builder.AddPortTrackerDefaults();
    builder.AddTelemetry();
    builder.AddApiDocument();
    builder.AddHealth();
    var platform = builder.AddPlatform();
    hosted.When(ServiceNames.Access, platform.AddAccessService);
    hosted.When(ServiceNames.Entry, platform.AddVehicleEntry);
    hosted.When(ServiceNames.Inspection, platform.AddInspection);
    hosted.When(ServiceNames.Clearance, platform.AddClearance);
    hosted.When(ServiceNames.Throughput, platform.AddThroughput);
    hosted.When(ServiceNames.Board, platform.AddQueueBoard);
    hosted.When(LocalServices.Web, builder.AddPages);
    hosted.When(LocalServices.Web, () => builder.AddForwarding(hosted));
    if (arguments.IsDemo)
    {
        builder.AddDemo(hosted);
    }

    var app = builder.Build();

    app.UseSecurityHeaders();
    app.MapMetrics();
    app.UsePortTrackerDefaults();
    hosted.When(LocalServices.Web, app.UsePageLanguages);
    hosted.When(LocalServices.Web, app.UsePages);
    app.UseRouting();
    hosted.When(LocalServices.Web, app.UsePageNotFound);
    app.UseIdempotencyKeys();
    app.UseAccess();
    hosted.When(ServiceNames.Access, app.MapAccessService);
    hosted.When(ServiceNames.Entry, app.MapVehicleEntry);
    hosted.When(ServiceNames.Inspection, app.MapInspection);
    hosted.When(ServiceNames.Clearance, app.MapClearance);
    hosted.When(ServiceNames.Throughput, app.MapThroughput);
    hosted.When(ServiceNames.Board, app.MapQueueBoard);
    hosted.When(LocalServices.Web, app.MapPages);
    hosted.When(LocalServices.Web, app.MapPageLanguages);
    hosted.When(LocalServices.Web, app.MapForwarding);
    hosted.When(LocalServices.Web, app.MapApiPage);
    app.MapApiDocument();
    app.MapHealth();
    app.ComposeEndpointsOnce();
    return app;
}
