using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PortTracker.QueueBoard;

/// <summary>The queue-board service: live projection, SignalR hub.</summary>
public static class QueueBoardService
{
    public static IHostApplicationBuilder AddQueueBoard(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddServiceDatabase<BoardDb>(ServiceNames.Board);
        services.AddSingleton<LiveBoards>();
        services.AddSingleton<Watchers>();
        services.AddSignalR().AddJsonProtocol(options => PortJson.Configure(options.PayloadSerializerOptions));
        // First the boards are filled from the store, then the feed changes them.
        services.AddHostedService<BoardLoader>();
        services.AddEventConsumer<BoardDb, BoardProjection>(isOfInstance: true);
        services.ForgetsMovements<BoardDb>(Forgetting.NextAsync);
        services.AddHostedService<Broadcast>();
        return builder;
    }

    public static IEndpointRouteBuilder MapQueueBoard(this IEndpointRouteBuilder endpoints)
    {
        var board = endpoints.MapGroup("/api/board").WithTags("Queue board");
        board.MapServiceRoutes<BoardDb>(BoardMovement.Ledger);

        // The hall board is for everyone: masked plates only.
        var hall = board.MapGroup("").AllowAnonymous();
        hall.MapGet("/ports", Boards.Ports).WithSummary("The ports");
        hall.MapGet("/{port}", Boards.Snapshot)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("A port's board now");

        var desk = board.MapGroup("/desk").RequireAuthorization(Policies.Staff);
        desk.MapGet("/movements", DeskMovements.ListAsync)
            .WithSummary(
                "What is announced and what stands in the port, in the order of the queue; or what one looks for"
            );
        desk.MapGet("/counts", DeskMovements.CountAsync)
            .WithSummary("How many are announced, and how many stand at each stage");

        var firms = board.MapGroup("/firm").RequireAuthorization(Policies.Firms);
        firms
            .MapGet("/movements", FirmMovements.List)
            .WithSummary("The own firm's movements: announced, in the port, and those that ended today; oldest first");
        firms
            .MapGet("/movements.csv", FirmMovements.Download)
            .Produces<string>(contentType: "text/csv")
            .WithSummary("The same as a CSV");
        endpoints.MapHub<QueueHub>(IQueueHub.Route).AllowAnonymous().RequireRateLimiting(RateLimits.Connections);
        return endpoints;
    }
}
