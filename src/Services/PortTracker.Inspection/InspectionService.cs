using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Events;
using PortTracker.ServiceCore.Retention;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Commands;
using PortTracker.ServiceHosting.Endpoints;
using PortTracker.ServiceHosting.RequestLimits;

namespace PortTracker.Inspection;

/// <summary>The inspection service: channel, inspection, findings.</summary>
public static class InspectionService
{
    public static void AddInspection(this PlatformBuilder platform)
    {
        platform.AddDatabase<InspectionDb>(ServiceNames.Inspection);
        platform.Services.AddOptions<ChannelOptions>().BindConfiguration("Inspection").ValidateOnStart();
        platform.Services.AddSingleton<IValidateOptions<ChannelOptions>, ChannelOptions>();
        platform.Services.AddSingleton<ChannelRules>();
        platform.AddEventSource<InspectionDb>(ServiceNames.Inspection);
        platform.AddEventConsumer<InspectionDb, ChannelAssignmentConsumer>(ServiceNames.Inspection);
        platform.Services.AnonymisesMovements<InspectionDb>(InspectionAnonymisation.NextAsync);
        platform.Services.AddValidation();
    }

    public static IEndpointRouteBuilder MapInspection(this IEndpointRouteBuilder endpoints)
    {
        var inspection = endpoints.MapGroup("/api/inspection").WithTags("Inspection");
        inspection.MapServiceRoutes<InspectionDb>(Movement.Ledger);
        inspection.MapJournalRoutes<InspectionDb>();

        var queries = inspection.MapGroup("/movements").RequireAuthorization(Policies.Staff);
        queries.MapGet("/", MovementQueries.ListAsync).WithSummary("Movements in a state, oldest first");
        queries.MapGet("/{movementId:guid}", MovementQueries.GetAsync).WithSummary("One movement");

        var officers = inspection
            .MapGroup("")
            .RequireAuthorization(Policies.InspectionOfficers)
            .AsCommands<InspectionDb>()
            .AcceptsBatches();
        officers
            .MapPost("/document-approvals", ApproveDocuments.HandleAsync)
            .WithSummary("Approve the documents of vehicles in the yellow channel");
        officers.MapPost("/starts", StartInspection.HandleAsync).WithSummary("Start inspections");
        officers
            .MapPost("/completions", CompleteInspection.HandleAsync)
            .WithSummary("Complete inspections, with their findings");

        inspection
            .MapGroup("")
            .RequireAuthorization(Policies.Supervisors)
            .AsCommands<InspectionDb>()
            .AcceptsBatches()
            .MapPost("/re-routes", ReRouteMovement.HandleAsync)
            .WithSummary("Send a movement to another channel, or to inspection again");
        return endpoints;
    }
}
