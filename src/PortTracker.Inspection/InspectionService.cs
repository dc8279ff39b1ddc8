using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PortTracker.Inspection;

/// <summary>The inspection service: channel, inspection, findings.</summary>
public static class InspectionService
{
    public static IHostApplicationBuilder AddInspection(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<InspectionDb>(ServiceNames.Inspection);
        builder.Services.AddOptions<ChannelOptions>().BindConfiguration("Inspection").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ChannelOptions>, ChannelOptions>();
        builder.Services.AddSingleton<ChannelRules>();
        builder.Services.AddEventSource<InspectionDb>(ServiceNames.Inspection);
        builder.Services.AddEventConsumer<InspectionDb, ChannelAssignment>();
        builder.Services.ForgetsMovements<InspectionDb>(Forgetting.NextAsync);
        builder.Services.AddValidation();
        return builder;
    }

    public static IEndpointRouteBuilder MapInspection(this IEndpointRouteBuilder endpoints)
    {
        var inspection = endpoints.MapGroup("/api/inspection").WithTags("Inspection");
        inspection.MapServiceRoutes<InspectionDb>(Movement.Ledger);
        inspection.MapMovementHistory<InspectionDb>();

        var queries = inspection.MapGroup("/movements").RequireAuthorization(Policies.Staff);
        queries.MapGet("/", Movements.ListAsync).WithSummary("Movements in a state, oldest first");
        queries.MapGet("/{movementId:guid}", Movements.GetAsync).WithSummary("One movement");

        var officers = inspection
            .MapGroup("")
            .RequireAuthorization(Policies.InspectionOfficers)
            .AsCommands<InspectionDb>();
        officers
            .MapPost("/document-approvals", DocumentApproval.HandleAsync)
            .WithSummary("The documents of vehicles in the yellow channel are in order");
        officers.MapPost("/starts", PhysicalInspection.StartAsync).WithSummary("Begin inspections");
        officers
            .MapPost("/completions", PhysicalInspection.CompleteAsync)
            .WithSummary("End inspections, with what was found");

        inspection
            .MapGroup("")
            .RequireAuthorization(Policies.Supervisors)
            .AsCommands<InspectionDb>()
            .MapPost("/re-routes", ReRoute.HandleAsync)
            .WithSummary("Put a movement into another channel, or have it inspected again");
        return endpoints;
    }
}
