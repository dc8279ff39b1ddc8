using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace PortTracker.ServiceDefaults;

/// <summary>What a service has done with one movement, by whom and why, as its journal has it.</summary>
public static class MovementHistory
{
    /// <summary>Maps it, for those who work at the port: firms are not told who did what.</summary>
    public static void MapMovementHistory<TDb>(this RouteGroupBuilder group)
        where TDb : ServiceDbContext
    {
        Delegate read = ReadAsync<TDb>;
        group
            .MapGet("/movements/{movementId:guid}/events", read)
            .RequireAuthorization(Policies.Staff)
            .WithSummary("The events of one movement, oldest first, as long as the journal keeps them");
    }

    private static async Task<Ok<List<PortEvent>>> ReadAsync<TDb>(
        Guid movementId,
        TDb db,
        CancellationToken cancellationToken
    )
        where TDb : ServiceDbContext
    {
        var lines = await db
            .Journal.Where(entry => entry.MovementId == movementId)
            .OrderBy(entry => entry.Sequence)
            .Take(Limits.Page)
            .Select(entry => new JournalLine(entry.Sequence, entry.MovementId, entry.Body))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(lines.ConvertAll(line => line.Event()));
    }
}
