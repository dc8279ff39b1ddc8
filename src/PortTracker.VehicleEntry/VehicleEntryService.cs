using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PortTracker.VehicleEntry;

/// <summary>The vehicle-entry service: pre-registration, gate arrival, queue position.</summary>
public static class VehicleEntryService
{
    public static IHostApplicationBuilder AddVehicleEntry(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<EntryDb>(ServiceNames.Entry);
        builder.Services.AddEventSource<EntryDb>(ServiceNames.Entry);
        builder.Services.AddEventConsumer<EntryDb, ExitConsumer>();
        builder.Services.ForgetsMovements<EntryDb>(Forgetting.NextAsync);
        builder.Services.AddValidation();
        return builder;
    }

    public static IEndpointRouteBuilder MapVehicleEntry(this IEndpointRouteBuilder endpoints)
    {
        var entry = endpoints.MapGroup("/api/entry").WithTags("Vehicle entry");
        entry.MapServiceRoutes<EntryDb>(Movement.Ledger);
        entry.MapMovementHistory<EntryDb>();

        var queries = entry.MapGroup("/movements").RequireAuthorization(Policies.Readers);
        queries.MapGet("/", Movements.ListAsync).WithSummary("Movements, oldest first");
        queries.MapGet("/{movementId:guid}", Movements.GetAsync).WithSummary("One movement");
        queries
            .MapGet("/{movementId:guid}/queue-changes", Movements.QueueChangesAsync)
            .WithSummary("Every change of its place in the queue, with who and why");

        var announcements = entry.MapGroup("").RequireAuthorization(Policies.Announcers).AsCommands<EntryDb>();
        announcements.MapPost("/pre-registrations", PreRegistration.HandleAsync).WithSummary("Announce vehicles");
        announcements
            .MapPost("/pre-registrations/csv", PreRegistration.HandleCsvAsync)
            .Accepts<string>("text/csv")
            .WithSummary("Announce the vehicles of a manifest in CSV");
        announcements
            .MapPost("/cancellations", Closing.CancelAsync)
            .WithSummary("Announced vehicles will not come; a firm names its own");

        var gate = entry.MapGroup("").RequireAuthorization(Policies.EntryOfficers).AsCommands<EntryDb>();
        gate.MapPost("/arrivals", GateArrival.HandleAsync).WithSummary("Vehicles come through the gate");
        gate.MapPost("/no-shows", Closing.NoShowAsync).WithSummary("Announced vehicles did not come");

        entry
            .MapGroup("")
            .RequireAuthorization(Policies.Supervisors)
            .AsCommands<EntryDb>()
            .MapPost("/queue-moves", QueueMove.HandleAsync)
            .WithSummary("Give a vehicle another place in the queue");
        return endpoints;
    }
}
