using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PortTracker.QueueBoard;

/// <summary>A firm's own movements over HTTP.</summary>
internal static class FirmMovements
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
        LiveBoards boards,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string port,
        Stage? stage,
        [Description("The page before's 'next'")] Guid? after,
        [Description("Items a page, at most 5,000")] int? limit
    ) =>
        boards.Of(port) is { } board
            ? TypedResults.Ok(
                Of(board, current, stage)
                    .Where(movement => after is not { } last || movement.MovementId > last)
                    .ToPage(limit, movement => movement.MovementId.ToString())
            )
            : Problems.Invalid("port", ports.UnknownPort(port));

    public static Results<FileContentHttpResult, ProblemHttpResult> Download(
        LiveBoards boards,
        PortCatalog ports,
        CurrentCaller current,
        TimeProvider time,
        [Description("Code of the port")] string port,
        Stage? stage
    ) =>
        boards.Of(port) is { } board
            ? CsvDownload.Of(
                $"movements-{board.Port.Code}-{board.Port.BusinessDate(time.GetUtcNow()):yyyy-MM-dd}.csv",
                Columns,
                Of(board, current, stage)
            )
            : Problems.Invalid("port", ports.UnknownPort(port));

    private static IEnumerable<FirmMovement> Of(LiveBoard board, CurrentCaller current, Stage? stage) =>
        board
            // The policy lets nobody in who has no firm.
            .Firms.MovementsOf(current.Caller.Firm!)
            .Where(movement => stage is null || movement.Stage == stage);
}
