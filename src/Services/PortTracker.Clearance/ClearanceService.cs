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

namespace PortTracker.Clearance;

/// <summary>The clearance service: clearance, hold, refusal, departure.</summary>
public static class ClearanceService
{
    public static void AddClearance(this PlatformBuilder platform)
    {
        platform.AddDatabase<ClearanceDb>(ServiceNames.Clearance);
        platform.AddEventSource<ClearanceDb>(ServiceNames.Clearance);
        platform.AddEventConsumer<ClearanceDb, ReadinessConsumer>(ServiceNames.Clearance);
        platform.Services.AnonymisesMovements<ClearanceDb>(ClearanceAnonymisation.NextAsync);
        platform.Services.AddHostedService<DepartureCounters>();
        platform.Services.AddValidation();
    }

    public static IEndpointRouteBuilder MapClearance(this IEndpointRouteBuilder endpoints)
    {
        var clearance = endpoints.MapGroup("/api/clearance").WithTags("Clearance");
        clearance.MapServiceRoutes<ClearanceDb>(Movement.Ledger);
        clearance.MapJournalRoutes<ClearanceDb>();

        var queries = clearance.MapGroup("/movements").RequireAuthorization(Policies.Staff);
        queries.MapGet("/", MovementQueries.ListAsync).WithSummary("Movements in a queue, oldest first");
        queries.MapGet("/{movementId:guid}", MovementQueries.GetAsync).WithSummary("One movement");

        var officers = clearance
            .MapGroup("")
            .RequireAuthorization(Policies.ClearanceOfficers)
            .AsCommands<ClearanceDb>()
            .AcceptsBatches();
        officers.MapPost("/grants", GrantClearance.HandleAsync).WithSummary("Grant clearance");
        officers.MapPost("/holds", HoldMovement.HandleAsync).WithSummary("Hold vehicles");
        officers.MapPost("/resumptions", ResumeMovement.HandleAsync).WithSummary("Resume held vehicles");
        officers.MapPost("/refusals", RefuseClearance.HandleAsync).WithSummary("Refuse clearance");
        officers
            .MapPost("/departures", RecordDeparture.HandleAsync)
            .WithSummary("Record departures of cleared vehicles");

        clearance
            .MapGroup("")
            .RequireAuthorization(Policies.Supervisors)
            .AsCommands<ClearanceDb>()
            .AcceptsBatches()
            .MapPost("/departure-corrections", CorrectDeparture.HandleAsync)
            .WithSummary("Correct the time of a departure");
        return endpoints;
    }
}
