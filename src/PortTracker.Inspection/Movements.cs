using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Inspection;

/// <summary>Looks movements up.</summary>
internal static class Movements
{
    public static async Task<Results<Ok<Page<InspectionMovement>>, ProblemHttpResult>> ListAsync(
        InspectionDb db,
        PortCatalog ports,
        [Description("Code of the port")] string port,
        InspectionStatus status,
        [Description("The page before's 'next'")] QueuePosition? after,
        [Description("Items a page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        if (!ports.TryGet(port, out var known))
        {
            return Problems.Invalid("port", ports.UnknownPort(port));
        }

        var (rank, id) = after ?? new QueuePosition(long.MinValue, Guid.Empty);
        var page = await db
            .Movements.AsNoTracking()
            .Where(m =>
                m.Port == known.Code
                && m.Status == status
                && m.Clearance != ClearanceStatus.Departed
                && m.Clearance != ClearanceStatus.Refused
                && (m.QueueRank > rank || (m.QueueRank == rank && m.Id > id))
            )
            .OrderBy(m => m.QueueRank)
            .ThenBy(m => m.Id)
            .ToPageAsync(limit, m => new QueuePosition(m.QueueRank, m.Id).ToString(), cancellationToken);
        return TypedResults.Ok(new Page<InspectionMovement> { Items = [.. page.Items.Select(Show)], Next = page.Next });
    }

    public static async Task<Results<Ok<InspectionMovement>, ProblemHttpResult>> GetAsync(
        Guid movementId,
        InspectionDb db,
        CancellationToken cancellationToken
    ) =>
        await db
            .Movements.AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == movementId && m.Status != null, cancellationToken)
            is { } movement
            ? TypedResults.Ok(Show(movement))
            : Problems.NotFound($"There is no movement {movementId} here (yet).");

    public static async Task<Dictionary<Guid, Movement>> FindAsync(
        this InspectionDb db,
        IReadOnlyList<MovementRef> refs,
        CancellationToken cancellationToken
    )
    {
        var ids = refs.Select(named => named.MovementId).ToArray();
        return await db
            .Movements.Where(m => EF.Parameter(ids).Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, cancellationToken);
    }

    private static InspectionMovement Show(Movement movement) =>
        new()
        {
            MovementId = movement.Id,
            Port = movement.Port,
            Vin = movement.Vin ?? "",
            QueueNumber = movement.QueueNumber ?? "",
            Version = movement.Version,
            State = movement.State(),
        };
}
