using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.QueueBoard;

/// <summary>What is expected and what stands in the port, as those look for it who work there.</summary>
internal static class DeskMovements
{
    // What people read out of a VIN: its last characters.
    private const int ShortestEnd = 4;

    public static async Task<Results<Ok<Page<DeskMovement>>, ProblemHttpResult>> ListAsync(
        BoardDb db,
        PortCatalog ports,
        [Description("Code of the port")] string port,
        [Description("VIN or its end, plate, plate of the carrier, declaration, or queue number")] string? find,
        Stage? stage,
        [Description("The page before's 'next'")] QueuePosition? after,
        [Description("Items a page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGet(port, out var known))
        {
            return Problems.Invalid("port", ports.UnknownPort(port));
        }

        var movements = db
            .Movements.AsNoTracking()
            // Of what has left, was refused or did not come nothing can be done at a desk.
            .Where(m => m.Stage <= Stage.Cleared && m.Port == known.Code && m.Vin != null)
            .Where(m => stage == null || m.Stage == stage);
        if (find is not null)
        {
            movements = Matching(movements, find.Trim().ToUpperInvariant());
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
            new Page<DeskMovement> { Items = [.. page.Items.Select(m => m.ShowAtDesk())], Next = page.Next }
        );
    }

    public static async Task<Results<Ok<List<StageCount>>, ProblemHttpResult>> CountAsync(
        BoardDb db,
        PortCatalog ports,
        [Description("Code of the port")] string port,
        CancellationToken cancellationToken
    ) =>
        ports.TryGet(port, out var known)
            ? TypedResults.Ok(
                await db
                    .Movements.Where(m => m.Stage <= Stage.Cleared && m.Port == known.Code && m.Vin != null)
                    .GroupBy(m => m.Stage)
                    .OrderBy(stage => stage.Key)
                    .Select(stage => new StageCount(stage.Key, stage.Count()))
                    .ToListAsync(cancellationToken)
            )
            : Problems.Invalid("port", ports.UnknownPort(port));

    private static IQueryable<BoardMovement> Matching(IQueryable<BoardMovement> movements, string text)
    {
        var plate = Plate.Normalise(text);
        return text.Length < ShortestEnd
            ? movements.Where(m => m.QueueNumber == text)
            : movements.Where(m =>
                m.Vin!.EndsWith(text)
                || (plate != null && (m.Plate == plate || m.CarrierPlate == plate))
                || m.DeclarationNumber == text
                || m.QueueNumber == text
            );
    }
}
