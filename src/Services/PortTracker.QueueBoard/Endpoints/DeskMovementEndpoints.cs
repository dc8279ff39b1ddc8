using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Board;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Vehicles;
using PortTracker.QueueBoard.Data;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.QueueBoard.Endpoints;

/// <summary>Announced vehicles and vehicles in the port, for those who work there.</summary>
internal static class DeskMovementEndpoints
{
    // People read out the last characters of a VIN.
    private const int MinVinEnd = 4;

    public static async Task<Results<Ok<Page<DeskMovement>>, ProblemHttpResult>> ListAsync(
        BoardDb db,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string port,
        [Description("VIN or the end of one, plate, carrier's plate, declaration number, or queue number")]
            string? find,
        Stage? stage,
        [Description("'next' of the previous page")] QueuePosition? after,
        [Description("Items per page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGetFromRequest(port, out var known, out var unknownPort))
        {
            return unknownPort;
        }

        if (!current.Caller.MayReadAt(known.Code))
        {
            return ProblemResults.OtherPortToRead(known.Code);
        }

        var movements = AtTheDesk(db, known).Where(m => stage == null || m.Stage == stage);
        if (find is not null)
        {
            movements = Matching(movements, find);
        }

        if (after is var (rank, id))
        {
            movements = movements.Where(m => m.Rank > rank || (m.Rank == rank && m.Id > id));
        }

        var page = await movements
            .OrderBy(m => m.Rank)
            .ThenBy(m => m.Id)
            .ToPageAsync(limit, m => new QueuePosition(m.Rank, m.Id).ToString(), cancellationToken);
        return TypedResults.Ok(
            new Page<DeskMovement> { Items = [.. page.Items.Select(m => m.ToDeskMovement())], Next = page.Next }
        );
    }

    public static async Task<Results<Ok<List<StageCount>>, ProblemHttpResult>> CountAsync(
        BoardDb db,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string port,
        CancellationToken cancellationToken
    ) =>
        !ports.TryGetFromRequest(port, out var known, out var unknownPort) ? unknownPort
        : !current.Caller.MayReadAt(known.Code) ? ProblemResults.OtherPortToRead(known.Code)
        : TypedResults.Ok(
            await AtTheDesk(db, known)
                .GroupBy(m => m.Stage)
                .OrderBy(stage => stage.Key)
                .Select(stage => new StageCount(stage.Key, stage.Count()))
                .ToListAsync(cancellationToken)
        );

    // A desk cannot act on vehicles that left, were refused or did not arrive.
    private static IQueryable<BoardMovement> AtTheDesk(BoardDb db, Port port) =>
        db.Movements.AsNoTracking().Where(m => m.Stage <= Stage.Cleared && m.Port == port.Code && m.Vin != null);

    private static IQueryable<BoardMovement> Matching(IQueryable<BoardMovement> movements, string text)
    {
        var queueNumber = CodeText.Fold(text);
        var vin = Vin.Normalise(text);
        var plate = Plate.Normalise(text);
        var declaration = DeclarationNumber.Normalise(text);
        return vin.Length < MinVinEnd
            ? movements.Where(m => m.QueueNumber == queueNumber)
            : movements.Where(m =>
                m.Vin!.EndsWith(vin)
                || (plate != null && (m.Plate == plate || m.CarrierPlate == plate))
                || m.DeclarationNumber == declaration
                || m.QueueNumber == queueNumber
            );
    }
}
