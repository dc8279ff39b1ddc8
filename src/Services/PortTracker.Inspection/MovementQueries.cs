using System.ComponentModel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using PortTracker.Contracts.Api;
using PortTracker.Contracts.Events;
using PortTracker.Contracts.Inspection;
using PortTracker.ServiceCore.Actions;
using PortTracker.ServiceCore.Ports;
using PortTracker.ServiceHosting.Paging;
using PortTracker.ServiceHosting.Problems;

namespace PortTracker.Inspection;

/// <summary>Looks movements up.</summary>
internal static class MovementQueries
{
    public static async Task<Results<Ok<Page<InspectionMovement>>, ProblemHttpResult>> ListAsync(
        InspectionDb db,
        PortCatalog ports,
        CurrentCaller current,
        [Description("Code of the port")] string port,
        InspectionStatus status,
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
                m.Port == known.Code
                && m.Status == status
                && m.Clearance != ClearanceStatus.Departed
                && m.Clearance != ClearanceStatus.Refused
                && (m.QueueRank > rank || (m.QueueRank == rank && m.Id > id))
            )
            .OrderBy(m => m.QueueRank)
            .ThenBy(m => m.Id)
            .ToPageAsync(limit, m => new QueuePosition(m.QueueRank, m.Id).ToString(), cancellationToken);
        return TypedResults.Ok(
            new Page<InspectionMovement> { Items = [.. page.Items.Select(ToContract)], Next = page.Next }
        );
    }

    public static async Task<Results<Ok<InspectionMovement>, ProblemHttpResult>> GetAsync(
        Guid movementId,
        InspectionDb db,
        CurrentCaller current,
        CancellationToken cancellationToken
    ) =>
        await db
            .Movements.AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == movementId && m.Status != null, cancellationToken)
            is { } movement
            ? current.Caller.MayReadAt(movement.Port)
                ? TypedResults.Ok(ToContract(movement))
                : ProblemResults.OtherPortToRead(movement.Port)
            : ProblemResults.NotFound(
                $"Movement {movementId} is not known here yet. Check the id, or try again in a moment."
            );

    private static InspectionMovement ToContract(Movement movement) =>
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
