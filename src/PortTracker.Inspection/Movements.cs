using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.Inspection;

/// <summary>Looks movements up.</summary>
internal static class Movements
{
    public static async Task<Ok<Page<InspectionMovement>>> ListAsync(
        InspectionDb db,
        [Description("Code of the port")] string port,
        InspectionStatus status,
        [Description("The page before's 'next'")] Guid? after,
        [Description("Items a page, at most 5,000")] int? limit,
        CancellationToken cancellationToken
    )
    {
        var page = await db
            .Movements.AsNoTracking()
            .Where(m => m.Port == port && m.Status == status && (after == null || m.Id > after))
            .OrderBy(m => m.Id)
            .ToPageAsync(limit, m => m.Id.ToString(), cancellationToken);
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
