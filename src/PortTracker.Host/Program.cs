using PortTracker.Clearance;
using PortTracker.Host;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

var isDemo = Demo.IsAskedFor(args);
var builder = WebApplication.CreateBuilder(Demo.Without(args));

builder.AddPortTrackerDefaults();
builder.AddTelemetry();
builder.AddVehicleEntry();
builder.AddInspection();
builder.AddClearance();
builder.AddThroughput();
builder.AddQueueBoard();
builder.AddPages();
builder.AddApiDocument();
if (isDemo)
{
    builder.AddDemo();
}

var app = builder.Build();

app.MapMetrics();
app.UsePortTrackerDefaults();
app.UsePages();
app.UseAuthentication();
app.UseAuthorization();
app.MapVehicleEntry();
app.MapInspection();
app.MapClearance();
app.MapThroughput();
app.MapQueueBoard();
app.MapPages();
app.MapApiDocument();

return await app.ServeAsync(isDemo);
