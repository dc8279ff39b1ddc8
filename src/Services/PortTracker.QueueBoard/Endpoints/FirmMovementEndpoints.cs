using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.QueueBoard.Board;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Csv;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;
using PortTracker.ServiceHosting.Xlsx;

namespace PortTracker.QueueBoard.Endpoints;

/// <summary>A firm's own movements over HTTP.</summary>
internal static class FirmMovementEndpoints
{
    private static readonly CsvColumn<FirmMovement>[] Columns =
    [
        new("movement_id", movement => movement.MovementId),
        new("stage", movement => movement.Stage),
        new("since", movement => movement.Since),
        new("vin", movement => movement.Vin),
        new("plate", movement => movement.Plate),
        new("brand", movement => movement.Brand),
        new("model", movement => movement.Model),
        new("category", movement => movement.Category),
        new("destination", movement => movement.Destination),
        new("declaration_number", movement => movement.DeclarationNumber),
        new("carrier_plate", movement => movement.CarrierPlate),
        new("expected_on", movement => movement.ExpectedOn),
        new("queue_number", movement => movement.QueueNumber),
        new("lane", movement => movement.Lane),
        new("position", movement => movement.Position),
        new("channel", movement => movement.Channel),
        new("arrived_at", movement => movement.ArrivedAt),
        new("cleared_at", movement => movement.ClearedAt),
        new("refused_at", movement => movement.RefusedAt),
        new("departed_at", movement => movement.DepartedAt),
    ];

    public static Results<Ok<Page<FirmMovement>>, ProblemHttpResult> List(
        PortBoards boards,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string port,
        Stage? stage,
        [Description("'next' of the previous page")] Guid? after,
        [Description("Items per page, at most 5,000")] int? limit
    ) =>
        ports.TryGetFromRequest(port, out var known, out var unknownPort)
            ? TypedResults.Ok(
                Of(boards[known], current, stage)
                    .Where(movement => after is not { } last || movement.MovementId > last)
                    .ToPage(limit, movement => movement.MovementId.ToString())
            )
            : unknownPort;

    public static Results<PushStreamHttpResult, ProblemHttpResult> Csv(
        PortBoards boards,
        PortCatalog ports,
        CurrentCaller current,
        TimeProvider time,
        [Description("Code of the port")] string port,
        Stage? stage
    ) =>
        ports.TryGetFromRequest(port, out var known, out var unknownPort)
            ? CsvDownload.Of($"{Name(known, time)}.csv", Columns, Of(boards[known], current, stage).ToAsyncEnumerable())
            : unknownPort;

    public static Results<PushStreamHttpResult, ProblemHttpResult> Xlsx(
        PortBoards boards,
        PortCatalog ports,
        CurrentCaller current,
        TimeProvider time,
        [Description("Code of the port")] string port,
        Stage? stage
    ) =>
        ports.TryGetFromRequest(port, out var known, out var unknownPort)
            ? XlsxDownload.Of(
                $"{Name(known, time)}.xlsx",
                XlsxSheet.Of("Vehicles", Columns, Of(boards[known], current, stage).ToAsyncEnumerable())
            )
            : unknownPort;

    private static string Name(Port port, TimeProvider time) =>
        $"movements-{port.Code}-{port.BusinessDate(time.GetUtcNow()):yyyy-MM-dd}";

    private static IEnumerable<FirmMovement> Of(PortBoard board, CurrentCaller current, Stage? stage) =>
        board
            // The policy admits only callers that have a firm.
            .Firms.MovementsOf(current.Caller.Firm!)
            .Where(movement => stage is null || movement.Stage == stage);
}
