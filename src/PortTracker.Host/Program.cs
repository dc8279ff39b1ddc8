using PortTracker.Clearance;
using PortTracker.Host;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

var isDemo = Demo.IsAskedFor(args);
var builder = WebApplication.CreateBuilder(Demo.Without(args));

builder.AddPortTrackerDefaults();
builder.AddVehicleEntry();
builder.AddInspection();
builder.AddClearance();
builder.AddThroughput();
builder.AddQueueBoard();
builder.AddTransport();
builder.AddPages();
builder.AddApiDocument();
if (isDemo)
{
    builder.AddDemo();
}

var app = builder.Build();

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
