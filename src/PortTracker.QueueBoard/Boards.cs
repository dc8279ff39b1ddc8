using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.QueueBoard;

/// <summary>The boards over HTTP.</summary>
internal static class Boards
{
    public static Ok<IEnumerable<PortInfo>> Ports(PortCatalog ports, TimeProvider time) =>
        TypedResults.Ok(
            ports.All.Select(port => new PortInfo(
                port.Code,
                port.Name,
                port.TimeZone,
                (int)port.Zone.GetUtcOffset(time.GetUtcNow()).TotalMinutes
            ))
        );

    public static Results<Ok<BoardSnapshot>, ProblemHttpResult> Snapshot(
        string port,
        LiveBoards boards,
        PortCatalog ports
    ) => boards.Of(port) is { } board ? TypedResults.Ok(board.Snapshot()) : Problems.NotFound(ports.UnknownPort(port));
}
