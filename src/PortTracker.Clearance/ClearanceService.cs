using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PortTracker.Clearance;

/// <summary>The clearance service: clearance, hold, refusal, departure.</summary>
public static class ClearanceService
{
    public static IHostApplicationBuilder AddClearance(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<ClearanceDb>(ServiceNames.Clearance);
        builder.Services.AddEventSource<ClearanceDb>(ServiceNames.Clearance);
        builder.Services.AddEventConsumer<ClearanceDb, ReadinessConsumer>();
        builder.Services.ForgetsMovements<ClearanceDb>(Forgetting.NextAsync);
        builder.Services.AddValidation();
        return builder;
    }

    public static IEndpointRouteBuilder MapClearance(this IEndpointRouteBuilder endpoints)
    {
        var clearance = endpoints.MapGroup("/api/clearance").WithTags("Clearance");
        clearance.MapServiceRoutes<ClearanceDb>(Movement.Ledger);
        clearance.MapMovementHistory<ClearanceDb>();

        var queries = clearance.MapGroup("/movements").RequireAuthorization(Policies.Staff);
        queries.MapGet("/", Movements.ListAsync).WithSummary("Movements in a queue, oldest first");
        queries.MapGet("/{movementId:guid}", Movements.GetAsync).WithSummary("One movement");

        var officers = clearance
            .MapGroup("")
            .RequireAuthorization(Policies.ClearanceOfficers)
            .AsCommands<ClearanceDb>();
        officers.MapPost("/grants", Grant.HandleAsync).WithSummary("Grant clearance");
        officers.MapPost("/holds", Hold.HandleAsync).WithSummary("Put on hold");
        officers.MapPost("/resumptions", Resume.HandleAsync).WithSummary("End holds");
        officers.MapPost("/refusals", Refuse.HandleAsync).WithSummary("Refuse clearance");
        officers.MapPost("/departures", Departure.HandleAsync).WithSummary("Cleared vehicles leave: exported");

        clearance
            .MapGroup("")
            .RequireAuthorization(Policies.Supervisors)
            .AsCommands<ClearanceDb>()
            .MapPost("/departure-corrections", DepartureCorrection.HandleAsync)
            .WithSummary("Correct the time at which a vehicle left");
        return endpoints;
    }
}
