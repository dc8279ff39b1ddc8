using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Retention;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Endpoints;
using PortTracker.ServiceHosting.RequestLimits;

namespace PortTracker.VehicleEntry;

/// <summary>The vehicle-entry service: pre-registration, gate arrival, queue position.</summary>
public static class VehicleEntryService
{
    public static void AddVehicleEntry(this PlatformBuilder platform)
    {
        platform.AddDatabase<EntryDb>(ServiceNames.Entry);
        platform.AddEventSource<EntryDb>(ServiceNames.Entry);
        platform.AddEventConsumer<EntryDb, ExitConsumer>(ServiceNames.Entry);
        platform.Services.AnonymisesMovements<EntryDb>(EntryAnonymisation.NextAsync);
        platform.Services.AddValidation();
    }

    public static IEndpointRouteBuilder MapVehicleEntry(this IEndpointRouteBuilder endpoints)
    {
        var entry = endpoints.MapGroup("/api/entry").WithTags("Vehicle entry");
        entry.MapServiceRoutes<EntryDb>(Movement.Ledger);
        entry.MapJournalRoutes<EntryDb>();

        var queries = entry.MapGroup("/movements").RequireAuthorization(Policies.Readers);
        queries.MapGet("/", MovementQueries.ListAsync).WithSummary("Movements, oldest first");
        queries.MapGet("/{movementId:guid}", MovementQueries.GetAsync).WithSummary("One movement");
        queries
            .MapGet("/{movementId:guid}/queue-changes", MovementQueries.QueueChangesAsync)
            .WithSummary("Changes of its queue position, with who made them and why");

        var announcements = entry
            .MapGroup("")
            .RequireAuthorization(Policies.Announcers)
            .AsCommands<EntryDb>()
            .AcceptsBatches();
        announcements.MapPost("/pre-registrations", PreRegisterVehicles.HandleAsync).WithSummary("Announce vehicles");
        announcements
            .MapPost("/pre-registrations/csv", PreRegisterManifest.HandleAsync)
            .Accepts<string>("text/csv")
            .WithSummary("Announce the vehicles of a manifest in CSV");
        announcements
            .MapPost("/cancellations", WithdrawAnnouncements.CancelAsync)
            .WithSummary("Cancel announcements; a firm cancels its own");

        var gate = entry
            .MapGroup("")
            .RequireAuthorization(Policies.EntryOfficers)
            .AsCommands<EntryDb>()
            .AcceptsBatches();
        gate.MapPost("/arrivals", RecordArrivals.HandleAsync).WithSummary("Record arrivals at the gate");
        gate.MapPost("/no-shows", WithdrawAnnouncements.NoShowAsync)
            .WithSummary("Record no-shows of announced vehicles");

        entry
            .MapGroup("")
            .RequireAuthorization(Policies.Supervisors)
            .AsCommands<EntryDb>()
            .AcceptsBatches()
            .MapPost("/queue-moves", MoveInQueue.HandleAsync)
            .WithSummary("Move a vehicle in the queue");
        return endpoints;
    }
}
