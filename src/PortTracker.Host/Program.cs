using Microsoft.AspNetCore.Connections;
using PortTracker.Clearance;
using PortTracker.Host;
using PortTracker.Inspection;
using PortTracker.QueueBoard;
using PortTracker.Throughput;
using PortTracker.VehicleEntry;

var isDemo = Demo.IsAskedFor(args);
var builder = WebApplication.CreateBuilder(args);

builder.AddPortTrackerDefaults();
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

await app.ApplyMigrationsAsync();

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

app.SayWhereToLook(isDemo);

try
{
    await app.RunAsync();
    return 0;
}
catch (IOException e) when (e.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync(
        $"{e.Message} Stop what listens there, or choose another: --urls http://localhost:5081"
    );
    return 1;
}
