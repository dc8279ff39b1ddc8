using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PortTracker.Contracts.Access;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Board;
using PortTracker.QueueBoard.Data;
using PortTracker.QueueBoard.Endpoints;
using PortTracker.ServiceCore.Retention;
using PortTracker.ServiceCore.Setup;
using PortTracker.ServiceHosting.Endpoints;
using PortTracker.ServiceHosting.RequestLimits;
using PortTracker.ServiceHosting.Xlsx;

namespace PortTracker.QueueBoard;

/// <summary>The queue-board service: live projection, SignalR hub.</summary>
public static class QueueBoardService
{
    public static void AddQueueBoard(this PlatformBuilder platform)
    {
        var services = platform.Services;
        platform.AddDatabase<BoardDb>(ServiceNames.Board);
        services.AddSingleton<PortBoards>();
        services.AddSingleton<Watchers>();
        services
            .AddSignalR(hub =>
            {
                // A call has the code of a port.
                hub.MaximumReceiveMessageSize = 4 * 1024;
                hub.AddFilter<HubCallBudget>();
            })
            .AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions));
        services.AddSingleton<HubCallBudget>();
        // SignalR logs each refusal and each malformed message with a stack, at the rate that anyone sends them.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR", LogLevel.None));
        services.AddHostedService<BoardLoader>();
        platform.AddEventConsumer<BoardDb, BoardProjection>(ServiceNames.Board, perInstance: true);
        services.AnonymisesMovements<BoardDb>(BoardAnonymisation.NextAsync);
        services.AddHostedService<BoardBroadcaster>();
    }

    public static IEndpointRouteBuilder MapQueueBoard(this IEndpointRouteBuilder endpoints)
    {
        var board = endpoints.MapGroup("/api/board").WithTags("Queue board");
        board.MapServiceRoutes<BoardDb>(BoardMovement.Ledger);

        // The hall board is public, so it shows masked plates only.
        var hall = board.MapGroup("").AllowAnonymous();
        hall.MapGet("/ports", BoardEndpoints.Ports).WithSummary("The ports");
        hall.MapGet("/{port}", BoardEndpoints.Snapshot)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The current board of a port");

        var desk = board.MapGroup("/desk").RequireAuthorization(Policies.Staff);
        desk.MapGet("/movements", DeskMovementEndpoints.ListAsync)
            .WithSummary("Announced vehicles and vehicles in the port, in queue order; or those that match a search");
        desk.MapGet("/counts", DeskMovementEndpoints.CountAsync)
            .WithSummary("Numbers of vehicles announced and at each stage");

        var firms = board.MapGroup("/firm").RequireAuthorization(Policies.Firms);
        firms
            .MapGet("/movements", FirmMovementEndpoints.List)
            .WithSummary("Movements of the caller's firm: announced, in the port, and ended today; oldest first");
        firms
            .MapGet("/movements.csv", FirmMovementEndpoints.Csv)
            .Produces<string>(contentType: "text/csv")
            .WithSummary("Movements of the caller's firm as CSV");
        firms
            .MapGet("/movements.xlsx", FirmMovementEndpoints.Xlsx)
            .Produces<string>(contentType: XlsxDownload.ContentType)
            .WithSummary("Movements of the caller's firm as a workbook");
        endpoints.MapHub<QueueHub>(IQueueHub.Route).AllowAnonymous().RequireRateLimiting(RateLimits.Connections);
        return endpoints;
    }
}
