using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Board;
using PortTracker.QueueBoard.Board;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.QueueBoard.Endpoints;

/// <summary>The boards over HTTP.</summary>
internal static class BoardEndpoints
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
        PortBoards boards,
        PortCatalog ports
    ) =>
        ports.TryGetFromPath(port, out var known, out var unknownPort)
            ? TypedResults.Ok(boards[known].Snapshot())
            : unknownPort;
}
