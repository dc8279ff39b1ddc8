using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Clearance;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Clearance;

/// <summary>Looks movements up.</summary>
internal static class MovementQueries
{
    public static async Task<Results<Ok<Page<ClearanceMovement>>, ProblemHttpResult>> ListAsync(
        ClearanceDb db,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string port,
        ClearanceQueue queue,
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

        var (rank, id) = after ?? new QueuePosition(long.MinValue, Guid.Empty);
        var page = await db
            .Movements.AsNoTracking()
            .Where(m =>
                m.Port == known.Code && m.Queue == queue && (m.QueueRank > rank || (m.QueueRank == rank && m.Id > id))
            )
            .OrderBy(m => m.QueueRank)
            .ThenBy(m => m.Id)
            .ToPageAsync(limit, m => new QueuePosition(m.QueueRank, m.Id).ToString(), cancellationToken);
        return TypedResults.Ok(
            new Page<ClearanceMovement> { Items = [.. page.Items.Select(ToContract)], Next = page.Next }
        );
    }

    public static async Task<Results<Ok<ClearanceMovement>, ProblemHttpResult>> GetAsync(
        Guid movementId,
        ClearanceDb db,
        CurrentCaller current,
        CancellationToken cancellationToken
    ) =>
        await db.Movements.AsNoTracking().FirstOrDefaultAsync(m => m.Id == movementId, cancellationToken)
            is { } movement
            ? current.Caller.MayReadAt(movement.Port)
                ? TypedResults.Ok(ToContract(movement))
                : ProblemResults.OtherPortToRead(movement.Port)
            : ProblemResults.NotFound(
                $"Movement {movementId} is not known here yet. Check the id, or try again in a moment."
            );

    private static ClearanceMovement ToContract(Movement movement) =>
        new()
        {
            MovementId = movement.Id,
            Port = movement.Port,
            Vin = movement.Vin,
            QueueNumber = movement.QueueNumber,
            DeclarationNumber = movement.DeclarationNumber,
            CarrierPlate = movement.CarrierPlate,
            Version = movement.Version,
            Ready = movement.Queue is ClearanceQueue.Ready,
            ReleasedAt = movement.ReleasedAt,
            State = movement.State(),
        };
}
